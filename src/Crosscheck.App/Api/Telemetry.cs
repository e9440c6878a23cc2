using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Crosscheck.App.Api;

/// <summary>Traces and metrics by OTLP, where OTEL_EXPORTER_OTLP_ENDPOINT names a collector; else nothing, and no package is loaded.</summary>
internal static class Telemetry
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Protocol = "OTEL_EXPORTER_OTLP_PROTOCOL";

    /// <summary>What is to be disposed when the host ends: what was not sent yet is sent then.</summary>
    public static IDisposable? Start() => Environment.GetEnvironmentVariable(Endpoint) is { Length: > 0 } ? new Providers() : null;

    private sealed class Providers : IDisposable
    {
        private readonly TracerProvider _traces;
        private readonly MeterProvider _metrics;

        public Providers()
        {
            var resource = ResourceBuilder.CreateDefault().AddService("crosscheck", serviceVersion: Desk.Frame.Version);
            _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource("Microsoft.AspNetCore").AddProcessor(new WithoutQuery()).AddOtlpExporter(Form).Build();
            _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource)
                .AddMeter(Metrics.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime").AddOtlpExporter(Form).Build();
        }

        public void Dispose()
        {
            _traces.Dispose();
            _metrics.Dispose();
        }

        private static void Form(OtlpExporterOptions options)
        {
            if (Environment.GetEnvironmentVariable(Protocol) is null or "")
                options.Protocol = OtlpExportProtocol.HttpProtobuf;
        }
    }

    /// <summary>What somebody searched for is not told to a collector.</summary>
    private sealed class WithoutQuery : BaseProcessor<System.Diagnostics.Activity>
    {
        public override void OnEnd(System.Diagnostics.Activity data)
        {
            foreach (var name in (ReadOnlySpan<string>)["url.query", "url.full", "http.url", "http.target", "url.path"])
                data.SetTag(name, null);
        }
    }
}

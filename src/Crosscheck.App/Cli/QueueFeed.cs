using System.Globalization;
using System.Security.Cryptography;
using Crosscheck.App.Intake;
using Crosscheck.App.Intake.Forms;
using Crosscheck.App.Queue;

namespace Crosscheck.App.Cli;

/// <summary><c>crosscheck add --queue</c>: documents into the queue; reading them is the work of others.</summary>
internal static class QueueFeed
{
    public static int Run(Terminal terminal, QueueAddress queue, IEnumerable<Part> parts, IReadOnlyList<Input> failedBefore, LedgerIntake.Settings settings)
    {
        var batch = string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyyMMddTHHmmss}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(3))}");
        using var publisher = new Publisher(queue, batch);
        var failed = 0;
        foreach (var input in failedBefore)
            Fail(input);
        foreach (var input in InOrder.Map(parts, p => p.Read()))
        {
            if (input.Document is not { } document || input.IsFailed)
            {
                Fail(input);
                continue;
            }
            document = document with { Published = document.Published ?? settings.Published, Confidential = document.Confidential || settings.Confidential };
            publisher.Publish(input with { Document = document });
        }
        publisher.Finish();
        terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"batch {batch}: {publisher.Confirmed} queued, {failed} failed"));
        return failed == 0 ? ExitCode.Done : ExitCode.SomeInputsFailed;

        void Fail(Input input)
        {
            failed++;
            foreach (var d in input.Diagnostics)
                LedgerOptions.Report(terminal, input.Path, d);
        }
    }
}

using Crosscheck.App.Intake.Forms;
using Crosscheck.Documents;
using Crosscheck.Views;

namespace Crosscheck.App.Intake.Web;

/// <summary>What was fetched, as the reports in it, each with where it came from and what the server said.</summary>
internal static class WebParts
{
    public static IEnumerable<Part> Of(Fetched fetched, FieldMap map)
    {
        var content = fetched.Content ?? [];
        var received = new Received(fetched.Address.ToString(), fetched.At, fetched.Status, Document.IdOf(content), fetched.Headers);
        return Opener.Guarded(received.Url, name => new Opener(map, new Limits()).Open(name, new MemoryStream(content), 0))
            .Select(part => part with { Parse = (path, bytes) => Complete(part.Parse(path, bytes), received) });
    }

    /// <summary>A page that names no address of its own has the one that it was fetched from.</summary>
    private static Input Complete(Input input, Received received) => input with
    {
        Document = input.Document is { } document ? document with { Url = document.Url ?? received.Url } : null,
        Received = received,
    };
}

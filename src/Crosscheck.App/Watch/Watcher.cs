using System.Globalization;
using Crosscheck.App.Cli;
using Crosscheck.App.Intake;
using Crosscheck.App.Intake.Forms;
using Crosscheck.App.Intake.Web;
using Crosscheck.App.Storage;
using Crosscheck.Diagnostics;

namespace Crosscheck.App.Watch;

/// <summary>
/// Goes round feeds and folders. What it knows of them is in the ledger: it can be stopped at any time, and takes up where
/// it was. A source that fails is asked more and more seldom; the others do not wait for it.
/// </summary>
internal sealed class Watcher(LedgerStore ledger, LedgerIntake intake, Fetcher fetcher, TimeProvider clock, TimeSpan interval, Func<TimeSpan, Task> wait)
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>Between two requests to one host, where its robots.txt names no other time.</summary>
    private static readonly TimeSpan Courtesy = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, DateTimeOffset> _asked = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>One round over all sources that are due, and what it changed.</summary>
    public RoundSummary Round(IEnumerable<string> sources)
    {
        var (added, failed) = (intake.Added, intake.Failed);
        foreach (var source in sources)
        {
            var key = "watch:" + source;
            var state = ledger.Fetches.Of(key);
            if (state.Due > clock.GetUtcNow().ToUnixTimeSeconds())
                continue;
            var (ok, condition) = IsAddress(source) ? Feed(new Uri(source), new Condition(state.ETag, state.Modified)) : (Folder(source), null);
            var failures = ok ? 0 : state.Failures + 1;
            var pause = interval * Math.Pow(2, Math.Min(failures, 12));
            ledger.Fetches.Keep(key, new FetchState(
                condition is null ? state.ETag : condition.ETag, condition is null ? state.Modified : condition.Modified, failures,
                clock.GetUtcNow().Add(pause < Longest ? pause : Longest > interval ? Longest : interval).ToUnixTimeSeconds()));
        }
        var changes = ledger.ProjectAndListen();
        return RoundSummary.Of(clock.GetUtcNow(), intake.Added - added, intake.Failed - failed, changes);
    }

    /// <summary>When the next source is due.</summary>
    public TimeSpan UntilNext(IEnumerable<string> sources)
    {
        var now = clock.GetUtcNow();
        var due = sources.Select(s => DateTimeOffset.FromUnixTimeSeconds(ledger.Fetches.Of("watch:" + s).Due)).DefaultIfEmpty(now + interval).Min();
        return due > now ? due - now : TimeSpan.FromSeconds(1);
    }

    private static bool IsAddress(string source) => source.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || source.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>The files that are new or changed since they were last looked at.</summary>
    private bool Folder(string folder)
    {
        var (files, failed) = InputPaths.Expand([folder]);
        foreach (var input in failed.Where(f => f.Diagnostics[0].Code != Codes.EmptyFolder.Code))
            intake.Fail(input);
        foreach (var file in files)
        {
            var info = new FileInfo(file);
            var mark = string.Create(CultureInfo.InvariantCulture, $"{info.Length}-{info.LastWriteTimeUtc.Ticks}");
            var key = "file:" + info.FullName;
            if (ledger.Fetches.Of(key).ETag == mark)
                continue;
            intake.Take(InputReader.Parts(file, Stream.Null, intake.Map));
            ledger.Fetches.Keep(key, new FetchState(mark, null, 0, 0));
        }
        return failed.All(f => f.Diagnostics[0].Code == Codes.EmptyFolder.Code);
    }

    private (bool Ok, Condition? Condition) Feed(Uri address, Condition condition)
    {
        try
        {
            BeCourteous(address);
            var fetched = fetcher.Get(address, condition);
            if (fetched.Content is null)
                return (true, null);
            if (FormSniffer.Of(fetched.Content.AsSpan(0, Math.Min(fetched.Content.Length, ByteReader.Ahead))) == Form.Xml
                && XmlForms.Load(fetched.Content) is { Name.LocalName: "rss" or "RDF" or "feed" } root)
            {
                foreach (var item in Intake.Forms.Feed.Read(root))
                    Item(address, item, fetched);
            }
            else
                intake.Take(WebParts.Of(fetched, intake.Map));
            return (true, fetched.Condition);
        }
        catch (IntakeException exception)
        {
            intake.Fail(Input.Failed(address.ToString(), exception.Diagnostic));
        }
        catch (System.Xml.XmlException exception)
        {
            intake.Fail(Input.Failed(address.ToString(), Codes.Broken.With("a feed", exception.Message)));
        }
        return (false, null);
    }

    /// <summary>An entry that is new or was changed: its own text where the feed carries it, else its page; the summary where the page cannot be had.</summary>
    private void Item(Uri feed, FeedItem item, Fetched fetched)
    {
        var key = $"item:{feed} {item.Document.Story ?? item.Document.Title}";
        var mark = Crosscheck.Documents.Document.IdOf(item.Bytes);
        if (ledger.Fetches.Of(key).ETag == mark)
            return;
        var hasPage = Uri.TryCreate(feed, item.Document.Url, out var page) && page.Scheme is "http" or "https";
        if (item.IsWhole || !hasPage || !Page(page!))
            intake.Take([Part.Of(item.Document.Url ?? fetched.Address.ToString(), item.Bytes, item.Document)]);
        ledger.Fetches.Keep(key, new FetchState(mark, null, 0, 0));
    }

    private bool Page(Uri page)
    {
        BeCourteous(page);
        return intake.TakeAddress(page, fetcher);
    }

    private void BeCourteous(Uri address)
    {
        var now = clock.GetUtcNow();
        var pause = fetcher.DelayOf(address) ?? Courtesy;
        if (_asked.TryGetValue(address.Host, out var last) && last + pause > now)
            wait(last + pause - now).GetAwaiter().GetResult();
        _asked[address.Host] = clock.GetUtcNow();
    }
}

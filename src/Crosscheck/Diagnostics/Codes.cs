using System.Collections.Immutable;
using System.Globalization;
using Crosscheck.Text;

namespace Crosscheck.Diagnostics;

/// <summary>A kind of diagnostic. Message may hold {0}, {1}: what was found.</summary>
public sealed record DiagnosticCode(string Code, Severity Severity, string Message, string Remedy)
{
    public Diagnostic At(TextSpan? span, params ReadOnlySpan<object?> found) =>
        new(Code, Severity, string.Format(CultureInfo.InvariantCulture, Message, found), span) { Remedy = Remedy };

    public Diagnostic With(params ReadOnlySpan<object?> found) => At(null, found);
}

/// <summary>
/// Every code that the program can print; docs/errors.md lists them (a test compares). A code is never used again for
/// something else. XC10: the input; XC11: its form; XC12: its date; XC13: its language;
/// XC14: its extent; XC15: its address; XC2: the reading; XC3: the ledger; XC4: the desk.
/// </summary>
public static class Codes
{
    public static readonly DiagnosticCode NotFound = new("XC1001", Severity.Error,
        "There is no file or folder here.", "Check the path; folders are read with everything below them.");
    public static readonly DiagnosticCode CannotOpen = new("XC1002", Severity.Error,
        "It cannot be opened: {0}", "Check its permissions and the disk.");
    public static readonly DiagnosticCode Empty = new("XC1003", Severity.Error,
        "It holds no text.", "Give a file with the report's text.");
    public static readonly DiagnosticCode TooLarge = new("XC1004", Severity.Error,
        "It is larger than {0} MB, which no report is.", "Split it into one file a report.");
    public static readonly DiagnosticCode NotText = new("XC1005", Severity.Error,
        "It is not text ({0}).", "Give the report as plain text or HTML.");
    public static readonly DiagnosticCode EmptyFolder = new("XC1006", Severity.Error,
        "The folder holds no file to read.", "Hidden files, README and LICENSE files are left out; name a file to have it read.");

    public static readonly DiagnosticCode NoReportInside = new("XC1007", Severity.Error,
        "It holds no report.", "Pictures, scripts, hidden files, README and LICENSE files in an archive are left out.");
    public static readonly DiagnosticCode TooDeep = new("XC1008", Severity.Error,
        "Archives lie in each other more than {0} deep.", "Unpack the outer ones first.");
    public static readonly DiagnosticCode UnpacksTooLarge = new("XC1009", Severity.Error,
        "It unpacks to more than {0}, as no archive of reports does.", "What came before was taken in. Unpack it yourself if you trust it, and give the folder.");
    public static readonly DiagnosticCode TooManyParts = new("XC1010", Severity.Error,
        "It holds more than {0} reports.", "What came before was taken in. Split it.");

    public static readonly DiagnosticCode InvalidUtf8 = new("XC1101", Severity.Warning,
        "{0} bytes are not valid UTF-8 and are shown as \uFFFD.", "Save the file as UTF-8; what stands around those bytes was read.");
    public static readonly DiagnosticCode Windows1252 = new("XC1102", Severity.Info,
        "It is not UTF-8; it was read as windows-1252.", "Save the file as UTF-8 where letters look wrong.");
    public static readonly DiagnosticCode NoArticle = new("XC1103", Severity.Error,
        "The web page holds no article text.", "Save the page after it has loaded, or copy the report's text into a .txt file.");
    public static readonly DiagnosticCode OpenFrontMatter = new("XC1104", Severity.Warning,
        "The front matter that begins on the first line has no closing '---'; it was read as text.", "Close it with a line of '---'.");
    public static readonly DiagnosticCode TooManyTags = new("XC1105", Severity.Error,
        "The web page has more than {0} tags, which no article has.", "Copy the report's text into a .txt file.");

    public static readonly DiagnosticCode Broken = new("XC1106", Severity.Error,
        "It looks like {0} and is broken: {1}", "What stands before the fault was read. Get it anew from where it came.");
    public static readonly DiagnosticCode NoText = new("XC1107", Severity.Error,
        "The {0} has no text; looked for {1}.", "For JSON, --map text=FIELD names the field; else give the report as plain text or HTML.");
    public static readonly DiagnosticCode SummaryOnly = new("XC1108", Severity.Info,
        "The feed holds only a summary of this report: {0}", "'crosscheck add URL' takes in the whole page; 'crosscheck watch' does so by itself.");
    public static readonly DiagnosticCode Canceled = new("XC1109", Severity.Warning,
        "Its publisher canceled or withheld this story.", "Decide about its earlier versions: 'crosscheck decide reject CLAIM'.");
    public static readonly DiagnosticCode NoPdfTool = new("XC1110", Severity.Error,
        "It is a PDF, and 'pdftotext' is not installed.", "Install poppler-utils (Debian: apt-get install poppler-utils), or save the text.");
    public static readonly DiagnosticCode PdfUnreadable = new("XC1111", Severity.Error,
        "The PDF could not be read: {0}", "Copy its text into a .txt file; scanned pages need text recognition first.");
    public static readonly DiagnosticCode FeedList = new("XC1112", Severity.Error,
        "It is a list of feeds (OPML) and no report.", "'crosscheck watch FILE' follows the feeds.");
    public static readonly DiagnosticCode ExportedLedger = new("XC1113", Severity.Error,
        "It is an entry of an exported ledger and no report.", "'crosscheck add FILE' takes an exported ledger in.");

    public static readonly DiagnosticCode NoDate = new("XC1201", Severity.Warning,
        "It carries no publication date, so \"Wednesday\" or \"last month\" cannot be placed.", "Give --published YYYY-MM-DD, or a first line 'date YYYY-MM-DD'.");
    public static readonly DiagnosticCode BadDate = new("XC1202", Severity.Warning,
        "Its publication date \"{0}\" is not a date.", "Write it as YYYY-MM-DD.");
    public static readonly DiagnosticCode DateFromText = new("XC1203", Severity.Info,
        "Its publication date {0} was found in its text.", "Give --published or a first line 'date YYYY-MM-DD' where that is wrong.");

    public static readonly DiagnosticCode OtherLanguage = new("XC1301", Severity.Error,
        "It seems to be written in {0}; reports are read in English only.", "Give --language en if it is English, translate it first, or have a language model read it (docs/llm.md).");

    public static readonly DiagnosticCode HeadlineOnly = new("XC1401", Severity.Info,
        "It is one line without a full stop; it was read as a headline.", "Give the whole report to have who says what.");

    public static readonly DiagnosticCode FetchFailed = new("XC1501", Severity.Error,
        "{0} could not be fetched: {1}.", "Check the address and the network; try again later, or save the page and add the file.");
    public static readonly DiagnosticCode AddressRefused = new("XC1502", Severity.Error,
        "{0} leads to {1}, which is no public address.", "If you trust it, --allow-address ADDRESS/BITS.");
    public static readonly DiagnosticCode RobotsRefused = new("XC1503", Severity.Error,
        "The site's robots.txt asks programs not to fetch {0}.", "Save the page in a browser and add the file.");

    public static readonly DiagnosticCode WebhookFailed = new("XC1504", Severity.Warning,
        "The changes could not be posted: {0}.", "They are in the ledger and on stdout; check the address that --webhook gives.");

    public static readonly DiagnosticCode ModelNotConfigured = new("XC2001", Severity.Error,
        "No language model is configured.", "Set CROSSCHECK_LLM_ENDPOINT and CROSSCHECK_LLM_MODEL; docs/llm.md says how and what leaves the machine.");
    public static readonly DiagnosticCode Confidential = new("XC2002", Severity.Error,
        "It is marked confidential and was not sent to the language model.", "Read it with --reader crosscheck, which sends nothing.");
    public static readonly DiagnosticCode ModelFailed = new("XC2003", Severity.Error,
        "The language model at {0} gave no answer: {1}", "Check the address, the key and the model's name, or try again later.");
    public static readonly DiagnosticCode ModelAnswerUnreadable = new("XC2004", Severity.Error,
        "The language model's answer on part {0} of {1} could not be read: {2}", "Try again, raise CROSSCHECK_LLM_MAX_OUTPUT, or use a model that keeps to a JSON schema.");
    public static readonly DiagnosticCode ModelBudget = new("XC2005", Severity.Error,
        "It was not sent to the language model: {0} would be exceeded.", "Raise the limit, or read fewer reports at once.");
    public static readonly DiagnosticCode ModelDropped = new("XC2006", Severity.Warning,
        "The language model's {0} was dropped: {1}.", "Nothing that a model says is kept unless its words stand in the report.");

    public static readonly DiagnosticCode LedgerNotOpened = new("XC3001", Severity.Error,
        "The ledger {0} could not be opened: {1}", "Check the path or address, and that you may read and write there.");
    public static readonly DiagnosticCode LedgerDamaged = new("XC3002", Severity.Error,
        "The ledger {0} is damaged: {1}", "Keep the file as it is, restore a copy, and run 'crosscheck verify' on it.");
    public static readonly DiagnosticCode LedgerNotWritten = new("XC3003", Severity.Error,
        "The ledger {0} could not be written: {1}", "What was acknowledged before is kept. Make room or give rights, and add the rest again.");
    public static readonly DiagnosticCode LedgerLost = new("XC3004", Severity.Error,
        "The connection to the ledger {0} was lost: {1}", "What was acknowledged before is kept. Add the rest again when the server is back.");
    public static readonly DiagnosticCode LedgerTooNew = new("XC3005", Severity.Error,
        "The ledger {0} has schema {1}; this program knows {2} and older.", "Use a newer crosscheck.");
    public static readonly DiagnosticCode LedgerNotEmpty = new("XC3006", Severity.Error,
        "The ledger {0} holds entries already; a backup goes into an empty one.", "Give --ledger an address where no ledger is.");
    public static readonly DiagnosticCode CannotWriteFile = new("XC3007", Severity.Error,
        "The file could not be written: {0}", "Check the folder, your rights there and the room on the disk.");
    public static readonly DiagnosticCode QueueNotReached = new("XC3008", Severity.Error,
        "The queue {0} could not be reached: {1}", "Check the address, the broker and your rights there; what was not confirmed is added again by the same command.");
    public static readonly DiagnosticCode NoSuchIncident = new("XC3101", Severity.Error,
        "There is no incident '{0}' in this ledger.", "'crosscheck incidents' lists them with their ids.");
    public static readonly DiagnosticCode NoSuchClaim = new("XC3102", Severity.Error,
        "There is no claim '{0}' in this ledger.", "'crosscheck show INCIDENT' lists the claims with their ids.");
    public static readonly DiagnosticCode NoSuchDecision = new("XC3103", Severity.Error,
        "There is no decision '{0}' in this ledger.", "'crosscheck show INCIDENT' lists the decisions with their ids.");
    public static readonly DiagnosticCode NotALedgerLine = new("XC3104", Severity.Error,
        "Line {0} is not an entry of a ledger: {1}", "Give a file that 'crosscheck export --to jsonl' wrote.");

    public static readonly DiagnosticCode NotACount = new("XC3105", Severity.Error,
        "'{0}' is not a count.", "Write 12, 12-15, 'at least 12', 'up to 12' or 'about 12'.");

    public static readonly DiagnosticCode NotItsWords = new("XC3106", Severity.Error,
        "The words '{0}' do not stand in the report.", "Copy them exactly as they stand there.");

    public static readonly DiagnosticCode PortTaken = new("XC4001", Severity.Error,
        "The desk cannot listen on port {0}: {1}", "Give another --port, or end the program that holds it.");
    public static readonly DiagnosticCode TooManyAtOnce = new("XC4002", Severity.Error,
        "It holds more than the {0} reports that the desk shows at once.", "Use 'crosscheck add' for many.");

    /// <summary>All of them, in the order of their codes.</summary>
    public static ImmutableArray<DiagnosticCode> All { get; } =
    [
        NotFound, CannotOpen, Empty, TooLarge, NotText, EmptyFolder, NoReportInside, TooDeep, UnpacksTooLarge, TooManyParts,
        InvalidUtf8, Windows1252, NoArticle, OpenFrontMatter, TooManyTags, Broken, NoText, SummaryOnly, Canceled, NoPdfTool, PdfUnreadable, FeedList, ExportedLedger,
        NoDate, BadDate, DateFromText,
        OtherLanguage,
        HeadlineOnly,
        FetchFailed, AddressRefused, RobotsRefused, WebhookFailed,
        ModelNotConfigured, Confidential, ModelFailed, ModelAnswerUnreadable, ModelBudget, ModelDropped,
        LedgerNotOpened, LedgerDamaged, LedgerNotWritten, LedgerLost, LedgerTooNew, LedgerNotEmpty, CannotWriteFile, QueueNotReached,
        NoSuchIncident, NoSuchClaim, NoSuchDecision, NotALedgerLine, NotACount, NotItsWords,
        PortTaken, TooManyAtOnce,
    ];
}

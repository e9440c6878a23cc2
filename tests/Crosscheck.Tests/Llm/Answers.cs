using System.Text.Json;

namespace Crosscheck.Tests.Llm;

/// <summary>A model's answers about an invented report.</summary>
internal static class Answers
{
    public const string Report =
        " date 2031-11-20 A drone strike hit a fuel depot in Hodeidah on Thursday, killing two guards, the port authority said.\n\n" +
        "\u201CNobody was hurt,\u201D a spokesman for the army said. Residents counted at least 3 blasts at pier 14.\n\n" +
        "No group claimed the attack, the second on the depot this year.\n";

    public static object Telling(string id = "i1", string role = "main", string type = "Air/drone strike", int sentence = 1, string trigger = "strike", params object[] links) =>
        new { id, role, type, sentence, trigger, links };

    public static object Claim(string attribute, int sentence, string evidence, object value, object source, string? cue = "said", string status = "asserted", string incident = "i1", string? said = null) =>
        new { incident, attribute, sentence, evidence, value, source, cue, status, said };

    public static object Count(int? n, int? low = null, int? high = null, string who = "", bool approximate = false) => new { n, low = low ?? n, high = high ?? n, approximate, who };

    /// <summary>A lower bound: open above.</summary>
    public static object AtLeast(int low, string who) => new { n = (int?)null, low, high = (int?)null, approximate = false, who };

    public static object Source(string name, string? evidence = null, string kind = "government", bool anonymous = false, params string[] via) =>
        new { name, evidence = evidence ?? name, kind, anonymous, via };

    public static readonly object OwnVoice = new { name = "", evidence = (string?)null, kind = "", anonymous = false, via = Array.Empty<string>() };

    public static readonly object Port = Source("the port authority");

    public static string Json(object[] incidents, object[] claims, object[]? omissions = null, object[]? statements = null) =>
        JsonSerializer.Serialize(new { incidents, claims, omissions = omissions ?? [], statements = statements ?? [] });

    /// <summary>Five claims, all of which stand in <see cref="Report"/>.</summary>
    public static string Good => Json(
        [Telling()],
        [
            Claim("killed", 1, "two guards", Count(2, who: "guards"), Port),
            Claim("injured", 2, "\"Nobody was hurt", Count(0), Source("spokesman for the army", kind: "military")),
            Claim("munitions", 3, "at least 3 blasts", AtLeast(3, "blasts"), Source("Residents", kind: "witness", anonymous: true), cue: "counted"),
            Claim("place", 1, "Hodeidah", "Hodeidah", Port),
            Claim("date", 1, "Thursday", "2031-11-20", Port),
            Claim("responsibility", 4, "No group claimed the attack", "none", OwnVoice, cue: null),
        ]);
}

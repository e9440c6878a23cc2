using System.Collections.Immutable;
using Crosscheck.Claims;
using Crosscheck.Documents;
using Crosscheck.Text;

namespace Crosscheck.Tests.Views;

/// <summary>A reading made by hand, so that the views are tested without the reader.</summary>
internal static class HandMade
{
    private const string Body =
        """
        At least four people were killed and about a dozen injured on Wednesday when eight mortar shells struck a base beside Baidoa airport, two security officials said, despite an army statement that there had been no casualties.

        The officials, who spoke on condition of anonymity, told Meridian that three of the dead were soldiers.

        The Somali army initially said six shells had landed in open ground 3km west of the town and made no mention of the base.

        The UN mission condemned the attack. No group has claimed responsibility.

        It was the second attack on the airport since February, when two rockets landed near the terminal and wounded a customs officer.
        """;

    private static readonly Source Officials = new("two security officials", "government", true, []) { Ground = "on condition of anonymity" };
    private static readonly Source Relayed = Officials with { Via = ["Meridian"] };
    private static readonly Source Army = new("The Somali army", "military", false, []);

    public static Reading Reading { get; } = new()
    {
        Document = new Document { Id = Document.IdOf(Body), Path = "samples/wire.txt", Body = Body, Published = new DateOnly(2031, 5, 14), Publisher = "Meridian" },
        Reader = "crosscheck/0.1",
        Incidents =
        [
            new Telling
            {
                Id = "i1", Role = "main", Type = "Shelling/artillery/missile attack", Date = new("2031-05-14", "day"),
                Place = new("Baidoa airport", 3.1022, 43.6286, "SO", "site", null), Trigger = At("struck"),
                Links = [new("i2", "repeat_at_same_place", At("the second attack on the airport since February"))],
            },
            new Telling
            {
                Id = "i2", Role = "background", Type = "Shelling/artillery/missile attack", Date = new("2031-02", "month"),
                Place = new("Baidoa airport", 3.1022, 43.6286, "SO", "site", null), Trigger = At("landed near"),
            },
        ],
        Claims =
        [
            Count("c1", "i1", ClaimAttribute.Killed, new ClaimValue { Low = 4, Who = "people" }, "At least four people", Officials),
            Count("c2", "i1", ClaimAttribute.Killed, new ClaimValue { N = 3, Low = 3, High = 3, Who = "soldiers" }, "three of the dead", Relayed),
            Count("c3", "i1", ClaimAttribute.Killed, new ClaimValue { N = 0, Low = 0, High = 0 }, "no casualties", Army),
            Count("c4", "i1", ClaimAttribute.Injured, new ClaimValue { N = 12, Low = 12, High = 12, Approximate = true }, "about a dozen", Officials),
            Count("c5", "i1", ClaimAttribute.Munitions, new ClaimValue { N = 8, Low = 8, High = 8, Who = "mortar shells" }, "eight mortar shells", Officials),
            Count("c6", "i1", ClaimAttribute.Munitions, new ClaimValue { N = 6, Low = 6, High = 6, Who = "shells" }, "six shells", Army, ClaimStatus.Preliminary),
            Count("c7", "i1", ClaimAttribute.Weapon, new ClaimValue { Text = "mortar shells" }, "mortar shells", Officials),
            Count("c8", "i1", ClaimAttribute.Target, new ClaimValue { Text = "base" }, "a base", Officials),
            Count("c9", "i1", ClaimAttribute.Responsibility, new ClaimValue { Text = "none" }, "No group", Source.OwnVoice),
            Count("c10", "i1", ClaimAttribute.Place, new ClaimValue { Text = "3km west of the town" }, "3km west of the town", Army, ClaimStatus.Preliminary),
            Count("c11", "i1", ClaimAttribute.Date, new ClaimValue { Text = "2031-05-14" }, "Wednesday", Officials),
            Count("c12", "i2", ClaimAttribute.Munitions, new ClaimValue { N = 2, Low = 2, High = 2, Who = "rockets" }, "two rockets", Source.OwnVoice),
            Count("c13", "i2", ClaimAttribute.Injured, new ClaimValue { N = 1, Low = 1, High = 1, Who = "customs officer" }, "a customs officer", Source.OwnVoice),
        ],
        Omissions = [new("i1", ClaimAttribute.Target, Army, At("made no mention of the base"))],
        Statements = [new(new("The UN mission", "organisation", false, []), "condemns", "i1", null, At("condemned the attack"))],
        Discrepancies =
        [
            new("i1", ClaimAttribute.Killed, "number", ["c1", "c2", "c3"], "contradiction"),
            new("i1", ClaimAttribute.Munitions, "number", ["c5", "c6"], "update"),
        ],
    };

    private static Evidence At(string words)
    {
        var at = Body.IndexOf(words, StringComparison.Ordinal);
        return Evidence.Of(Body, new TextSpan(at, at + words.Length));
    }

    private static Claim Count(
        string id, string incident, ClaimAttribute attribute, ClaimValue value, string words, Source source, ClaimStatus status = ClaimStatus.Asserted) => new()
        {
            Id = id,
            Incident = incident,
            Attribute = attribute,
            Value = value,
            Source = source,
            Status = status,
            Evidence = At(words),
            SourceEvidence = source.Name.Length > 0 ? At(source.Name) : null,
            Cue = source.Name.Length > 0 ? At("said") : null,
            By = "casualties/passive",
            Score = 0.93,
        };
}

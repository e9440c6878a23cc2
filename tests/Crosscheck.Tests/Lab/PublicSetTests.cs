using Crosscheck.Lab.PublicSets;
using Crosscheck.Lab.Scoring;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Lab;

/// <summary>Each scorer against a known answer, on invented data in the set's format: a perfect answer scores 1, nothing scores 0.</summary>
public sealed class PublicSetTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("crosscheck-sets-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    private const string Keys =
        """
        ;;; invented
        0.  MESSAGE: ID                     TST1-MUC3-0001
        1.  MESSAGE: TEMPLATE               1
        2.  INCIDENT: DATE                  02 FEB 31
        3.  INCIDENT: LOCATION              ATLANTIS: NORTH (DEPARTMENT): HAVEN (CITY)
        4.  INCIDENT: TYPE                  BOMBING
        5.  INCIDENT: STAGE OF EXECUTION    ACCOMPLISHED
        6.  INCIDENT: INSTRUMENT ID         "CAR BOMB"
        7.  INCIDENT: INSTRUMENT TYPE       VEHICLE BOMB: "CAR BOMB"
        9.  PERP: INDIVIDUAL ID             -
        10. PERP: ORGANIZATION ID           "RED DAWN" / "\"RED DAWN\" GROUP"
        12. PHYS TGT: ID                    "BRIDGE"
        13. PHYS TGT: TYPE                  TRANSPORTATION ROUTE: "BRIDGE"
        18. HUM TGT: NAME                   -
        19. HUM TGT: DESCRIPTION            "FARMER"
                                            ? "PASSERS-BY"
        20. HUM TGT: TYPE                   CIVILIAN: "FARMER"
        21. HUM TGT: NUMBER                 1: "FARMER"
        23. HUM TGT: EFFECT OF INCIDENT     DEATH: "FARMER"

        0.  MESSAGE: ID                     TST1-MUC3-0002
        1.  MESSAGE: TEMPLATE               *
        2.  INCIDENT: DATE                  *

        0.  MESSAGE: ID                     TST1-MUC3-0003 (INVENTED)
        1.  MESSAGE: TEMPLATE               1 (OPTIONAL)
        4.  INCIDENT: TYPE                  ARSON
        12. PHYS TGT: ID                    "FARM"
        """;

    [Fact]
    public void Muc4_TheKeyItself_IsPerfect_AndNothingIsMissing()
    {
        var keys = Muc4.Keys(Keys.Split('\n'));
        keys.Select(k => (k.Message, k.Optional)).ShouldBe([("TST1-MUC3-0001", false), ("TST1-MUC3-0003", true)]);
        keys[0][10].Single().Values.ShouldBe(["RED DAWN", "\"RED DAWN\" GROUP"]);
        keys[0][20].Single().Tags.ShouldBe(["FARMER"]);
        Muc4Score.Count(keys, keys).F.ShouldBe(1);
        var nothing = Muc4Score.Count(keys, []);
        // The optional fill and the optional template may be left out.
        (nothing.F, nothing.Missing).ShouldBe((0, 13));
        Muc4Score.Count([], keys).Spurious.ShouldBe(16);
    }

    [Theory]
    [InlineData(4, "BOMBING", "ATTACK", 0.5)]
    [InlineData(4, "ATTACK", "BOMBING", 0)]
    [InlineData(19, "\"PEASANTS\"", "\"THE 3 PEASANTS\"", 1)]
    [InlineData(18, "\"ALBERTO ROBERTO TORRES\"", "\"TORRES\"", 0.5)]
    [InlineData(18, "\"TORRES\"", "\"SANCHEZ\"", 0)]
    [InlineData(20, "CIVILIAN: \"FARMER\"", "CIVILIAN: \"JUDGE\"", 0.5)]
    [InlineData(21, "5 - 7: \"PYLONS\"", "7: \"PYLONS\"", 0.5)]
    [InlineData(2, "25 AUG 89 - 26 AUG 89", "26 AUG 89", 0.5)]
    [InlineData(2, "- 26 AUG 89", "25 AUG 89", 0.5)]
    [InlineData(2, "25 AUG 89", "- 26 AUG 89", 0)]
    [InlineData(2, "26 AUG 89", "- 26 AUG 89", 0.5)]
    [InlineData(3, "COLOMBIA: MEDELLIN (CITY)", "COLOMBIA", 0.5)]
    [InlineData(3, "COLOMBIA: ANTIOQUIA (DEPARTMENT): MEDELLIN (CITY)", "COLOMBIA: MEDELLIN", 1)]
    [InlineData(3, "COLOMBIA: ANTIOQUIA (DEPARTMENT): MEDELLIN (CITY)", "BOLIVIA: MEDELLIN", 0.5)]
    public void Muc4_AValue_IsScoredByTheGuidelines(int slot, string key, string response, double credit) =>
        Muc4Match.Of(slot, Muc4.FillOf(slot, key), Muc4.FillOf(slot, response)).ShouldBe(credit);

    [Fact]
    public void Muc4_CapitalsMadeSmall_KeepNamesAndSentences() =>
        Muc4Reader.Small("THE FARMER WAS KILLED IN BOGOTA. POLICE SAID SO.").ShouldBe("The farmer was killed in Bogota. Police said so.");

    [Fact]
    public void WikiEvents_TheGoldItself_IsPerfect()
    {
        var documents = WikiEvents.Load(Write("dev.jsonl",
            """{"doc_id": "d1", "tokens": ["A", "bomb", "killed", "two", "farmers", "in", "Haven", "."], "entity_mentions": [{"id": "T1", "start": 4, "end": 5}, {"id": "T2", "start": 6, "end": 7}], "event_mentions": [{"event_type": "Life.Die.Unspecified", "trigger": {"start": 2, "end": 3}, "arguments": [{"entity_id": "T1", "role": "Victim", "text": "farmers"}, {"entity_id": "T2", "role": "Place", "text": "Haven"}]}, {"event_type": "Contact.Contact", "trigger": {"start": 0, "end": 1}, "arguments": []}]}""" + "\n" +
            """{"docid": "d2", "tokens": ["Gunmen", "attacked", "the", "town", "."], "event_mentions": [{"event_type": "Conflict.Attack", "trigger": {"start_idx": 1, "end_idx": 2}, "arguments": [{"role": "Attacker", "text": "Gunmen"}]}]}""" + "\n"));
        documents.SelectMany(d => d.Events).Select(e => e.Kind).ShouldBe(["death", "attack"]);
        documents[1].Events[0].Arguments.Single().First.ShouldBe(0);
        (WikiEventScore.Triggers(documents, d => d.Events).F1, WikiEventScore.Arguments(documents, d => d.Events).F1).ShouldBe((1, 1));
        (WikiEventScore.Triggers(documents, _ => []).F1, WikiEventScore.Arguments(documents, _ => []).F1).ShouldBe((0, 0));
        // A head of another role is none.
        var other = documents[0].Events[0] with { Arguments = [new WikiArgument("Killer", 4, 5)] };
        WikiEventScore.Arguments(documents, d => d.Id == "d1" ? [other] : []).Hit.ShouldBe(0);
    }

    [Fact]
    public void Re3d_TheGoldItself_IsPerfect()
    {
        Write("Invented/documents.json", """{ "_id" : "D1", "text" : "Ten tanks of the Northern Army left Haven." }""" + "\n");
        Write("Invented/entities.json",
            """{ "_id" : "1", "begin" : 0, "end" : 3, "type" : "Quantity", "value" : "Ten", "documentId" : "D1", "confidence" : 1 }""" + "\n" +
            """{ "_id" : "2", "begin" : 13, "end" : 30, "type" : "Organisation", "value" : "the Northern Army", "documentId" : "D1", "confidence" : 1 }""" + "\n" +
            """{ "_id" : "3", "begin" : 36, "end" : 41, "type" : "Location", "value" : "Haven", "documentId" : "D1", "confidence" : 1 }""" + "\n" +
            """{ "_id" : "4", "begin" : 36, "end" : 41, "type" : "Money", "value" : "Haven", "documentId" : "D1", "confidence" : 1 }""" + "\n");
        var documents = Re3d.Load(_folder);
        documents.Single().Gold.Count.ShouldBe(3);
        Re3dScore.Figures(documents, d => d.Gold)[0].Value.ShouldBe(1);
        Re3dScore.Figures(documents, _ => new HashSet<(int, int, string)> { (0, 9, "Quantity") })[0].Value.ShouldBe(0);
    }

    [Fact]
    public void Factuality_IsReadByTheTreebanksNames_AndAPerfectAnswerCorrelatesFully()
    {
        Write("uds/ud_ids.json", """{"ewt-dev-1": {"document_id": "d", "sentence_id": "s2"}, "ewt-dev-2": {"document_id": "d", "sentence_id": "s1"}}""");
        Write("uds/factuality.json",
            """{"metadata": {}, "data": {"ewt-dev-1": {"ewt-dev-1-semantics-pred-2": {"factuality": {"factual": {"confidence": 1, "value": 1.2}}}}, "ewt-dev-2": {"ewt-dev-2-semantics-pred-2": {"factuality": {"factual": {"confidence": 1, "value": -0.7}}}}}}""");
        static string Row(int id, string form, string upos, string xpos, int head, string relation) => $"{id}\t{form}\t{form}\t{upos}\t{xpos}\t_\t{head}\t{relation}\t_\t_\n";
        Write("trees/x-ud-dev.conllu", "# newdoc id = d\n# sent_id = s1\n" + Row(1, "Nobody", "PRON", "NN", 2, "nsubj") + Row(2, "left", "VERB", "VBD", 0, "root") + "\n# sent_id = s2\n" + Row(1, "They", "PRON", "PRP", 2, "nsubj") + Row(2, "came", "VERB", "VBD", 0, "root") + "\n");
        var predicates = Factuality.Load(Path.Combine(_folder, "uds"), "dev", Path.Combine(_folder, "trees"));
        predicates.Select(p => (p.Sentence[p.At].Form, p.Value)).ShouldBe([("came", 1.2), ("left", -0.7)]);
        FactualityScore.Pearson([1.2, -0.7, 0], [2.4, -1.4, 0]).ShouldBe(1, 1e-9);
        FactualityScore.Pearson([1, 2, 3], [3, 2, 1]).ShouldBe(-1, 1e-9);
        FactualityScore.Pearson([1, 2, 3], [5, 5, 5]).ShouldBe(0);
    }

    [Fact]
    public void AccuracyPage_ReplacesTheRowsOfItsSet_AndKeepsTheRest()
    {
        var page = AccuracyPage.With("# Accuracy\n\n## gold\n\nrows\n", [new PublicFigure("b-set", "F1", 0.5, "1 of 2", "0.6")]);
        page = AccuracyPage.With(page, [new PublicFigure("a-set", "F1", 0.25, "1 of 4", "")]);
        page = AccuracyPage.With(page, [new PublicFigure("b-set", "F1", 0.75, "3 of 4", "0.6")]);
        page.ShouldStartWith("# Accuracy\n\n## gold\n\nrows\n\n## Public sets\n");
        page.Split('\n').Where(l => l.StartsWith("| ", StringComparison.Ordinal)).Skip(2).ShouldBe(["| a-set | F1 | 0.250 | 1 of 4 |  |", "| b-set | F1 | 0.750 | 3 of 4 | 0.6 |"]);
    }
}

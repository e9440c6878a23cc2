using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Crosscheck.Claims;
using Crosscheck.Data;
using Crosscheck.Documents;
using Crosscheck.Text;
using Crosscheck.Views;

namespace Crosscheck.Lab.Ledgers;

/// <summary>
/// Invented reports with their readings, for tests and benchmarks: so many incidents a day, each told by one to six
/// reports whose figures differ and move. The same seed gives the same reports.
/// </summary>
public sealed class InventedReports(int seed, double incidentsADay = 8)
{
    private static readonly string[] Syllables = ["ba", "dor", "kel", "mi", "nar", "os", "pa", "qu", "rim", "sul", "tan", "ul", "ver", "yas", "zem", "gor", "hal", "jin", "lok", "fen"];
    private static readonly string[] Weapons = ["rockets", "mortar rounds", "a car bomb", "a drone", "gunfire", "a roadside bomb"];
    private static readonly string[] Types =
        ["Shelling/artillery/missile attack", "Shelling/artillery/missile attack", "Suicide bomb", "Air/drone strike", "Attack", "Remote explosive/landmine/IED"];
    private static readonly string[] Targets = ["a checkpoint", "a market", "a school", "an army post", "a convoy", "a clinic"];
    private static readonly string[] Sources = ["police", "the health ministry", "a hospital official", "the army", "the governor", "witnesses"];
    private static readonly string[] Publishers = ["North Wire", "Daily Courier", "Herald", "Radio One", "Coast Press", "The Ledger"];
    private static readonly DateOnly First = new(2001, 1, 1);

    /// <summary>The reports of the incidents 0, 1, 2 ...: as many as are asked for.</summary>
    public IEnumerable<(TakenDocument Document, Reading Reading)> Take(int reports)
    {
        var left = reports;
        for (var incident = 0; left > 0; incident++)
        {
            foreach (var report in Of(incident).Take(left))
            {
                left--;
                yield return report;
            }
        }
    }

    /// <summary>All reports of one incident.</summary>
    public IEnumerable<(TakenDocument Document, Reading Reading)> Of(int incident)
    {
        var random = new Random((seed * 7919) + incident);
        var day = First.AddDays((int)(incident / incidentsADay));
        var place = Name(random.Next(4000), 3);
        var actor = Name(5000 + random.Next(40), 2) + " Group";
        var kind = random.Next(Weapons.Length);
        var killed = random.Next(2, 40);
        var at = new IncidentPlace(place, Math.Round(-30 + (random.NextDouble() * 60), 2), Math.Round(-15 + (random.NextDouble() * 90), 2), "QQ", "town", null);
        var told = string.Join(' ', Enumerable.Range(0, 30).Select(_ => Filler(random)));
        for (var n = random.Next(1, 5); n >= 0; n--)
        {
            var story = new Story(day, day.AddDays(random.Next(3)), at, actor, kind, killed + random.Next(-1, 2), random.Next(5, 60), random.Next(1_000_000), told);
            yield return Tell(story, random);
        }
    }

    private sealed record Story(DateOnly Day, DateOnly Published, IncidentPlace Place, string Actor, int Kind, int Killed, int Injured, int Number, string Told);

    private static (TakenDocument Document, Reading Reading) Tell(Story story, Random random)
    {
        var writer = new Writer();
        var source = Sources[random.Next(Sources.Length)];
        var other = Sources[random.Next(Sources.Length)];
        var trigger = writer.Say("An attack", "An attack").Words(" with ").Claim(ClaimAttribute.Weapon, Weapons[story.Kind], "").Words(" hit ")
            .Claim(ClaimAttribute.Target, Targets[random.Next(Targets.Length)], "").Words(" in ").Claim(ClaimAttribute.Place, story.Place.Name, "")
            .Words(" on ").Claim(ClaimAttribute.Date, story.Day.ToString("O", CultureInfo.InvariantCulture), "").Words(". ").Last;
        writer.Words($"{source} said that ").Count(ClaimAttribute.Killed, story.Killed, "people", source).Words(" were killed and ")
            .Count(ClaimAttribute.Injured, story.Injured, "people", source).Words(" were injured. ");
        writer.Words($"{other} said there were ").Count(ClaimAttribute.Killed, Math.Max(0, story.Killed + random.Next(-2, 3)), "dead", other).Words(". ");
        writer.Words("It was the ").Claim(ClaimAttribute.Perpetrator, story.Actor, source).Words(", they said; ")
            .Claim(ClaimAttribute.Responsibility, "none", "").Words(" has claimed it. There were ").Count(ClaimAttribute.Munitions, random.Next(1, 9), "attacks", other).Words(". ");
        writer.Words($"{Name(story.Number % 9000, 4)} and {Name(story.Number % 7001, 3)} {story.Number}. ");
        writer.Words($"{story.Told}. {string.Join(' ', Enumerable.Range(0, 120).Select(_ => Filler(random)))}.\n");
        var content = $"---\npublished: {story.Published:yyyy-MM-dd}\npublisher: {Publishers[random.Next(Publishers.Length)]}\ntitle: \"Attack in {story.Place.Name}\"\n---\n{writer}";
        var document = PlainText.Parse(content, $"invented/{story.Number}.txt");
        var telling = new Telling
        {
            Id = "i1",
            Role = "main",
            Type = Types[story.Kind],
            Date = new IncidentDate(story.Day.ToString("O", CultureInfo.InvariantCulture), "day"),
            Place = story.Place,
            Trigger = trigger,
        };
        var reading = new Reading { Document = document, Reader = "crosscheck/0.1", Incidents = [telling], Claims = writer.Claims };
        return (new TakenDocument(document, Encoding.UTF8.GetBytes(content)), reading);
    }

    /// <summary>Words as often as words are in reports: the n-th about 1/n of the time (Zipf).</summary>
    private static string Filler(Random random) => Vocabulary.Value[(int)Math.Exp(random.NextDouble() * Math.Log(Vocabulary.Value.Length))];

    private static readonly Lazy<string[]> Vocabulary = new(() => [.. DataFile.Rows("lexicons/word-rarity.tsv").Select(r => r[0])]);

    private static string Name(int number, int syllables)
    {
        var name = new StringBuilder();
        for (var i = 0; i < syllables; i++)
        {
            name.Append(Syllables[number % Syllables.Length]);
            number = (number / Syllables.Length) + (i * 7);
        }
        name[0] = char.ToUpperInvariant(name[0]);
        return name.ToString();
    }

    /// <summary>Writes sentences and notes where each claim stands in them.</summary>
    private sealed class Writer
    {
        private readonly StringBuilder _text = new();
        private readonly List<Claim> _claims = [];

        public Evidence Last { get; private set; } = new(0, 0, "");

        public ImmutableArray<Claim> Claims => [.. _claims];

        public Writer Words(string words)
        {
            _text.Append(words);
            return this;
        }

        public Writer Say(string words, string evidence)
        {
            Last = new Evidence(_text.Length, _text.Length + evidence.Length, evidence);
            return Words(words);
        }

        public Writer Claim(ClaimAttribute attribute, string words, string source) => Add(attribute, words, new ClaimValue { Text = words }, source);

        public Writer Count(ClaimAttribute attribute, int n, string who, string source) =>
            Add(attribute, string.Create(CultureInfo.InvariantCulture, $"{n} {who}"), new ClaimValue { Low = n, N = n, High = n, Who = who }, source);

        public override string ToString() => _text.ToString();

        private Writer Add(ClaimAttribute attribute, string words, ClaimValue value, string source)
        {
            _claims.Add(new Claim
            {
                Id = $"c{_claims.Count + 1}",
                Incident = "i1",
                Attribute = attribute,
                Value = value,
                Source = source.Length == 0 ? Source.OwnVoice : new Source(source, "official", source == "witnesses", []),
                Status = ClaimStatus.Asserted,
                Evidence = new Evidence(_text.Length, _text.Length + words.Length, words),
                By = "invented",
                Score = 1,
            });
            return Words(words);
        }
    }
}

using Crosscheck.Lab.Neural;
using Crosscheck.Models;
using Crosscheck.Text;
using Crosscheck.Text.Names;

namespace Crosscheck.Lab.NamedEntities;

/// <summary>Turns the annotation of each corpus into the labels of the model of names.</summary>
internal static class NameLabels
{
    /// <summary>The types of the model, in the order of its labels.</summary>
    public static readonly string[] Types = ["Person", "Organization", "Location", "Nationality", "Other"];

    public const int Count = 21;
    private const uint Other = 0b11110u << 16;

    public static readonly string[] Classes = ["O", .. Types.SelectMany(t => new[] { "B-", "I-", "L-", "U-" }.Select(p => p + t))];

    /// <summary>A corpus's own word for a type.</summary>
    public static string TypeOf(string corpusType) => corpusType switch
    {
        "PER" or "Person" => "Person",
        "ORG" or "Organization" => "Organization",
        "LOC" or "Location" or "Facility" => "Location",
        "NORP" => "Nationality",
        "MISC" or "Misc" or "Product" => "Other",
        _ => "",
    };

    public static IEnumerable<SequenceExample> Examples(NameDocument document)
    {
        var tokens = NameTokens.Of(document.Text);
        var allowed = Allowed(document, tokens);
        var buffer = new uint[NameFeatures.Max];
        foreach (var zone in NameReader.Zones(document.Text, tokens))
        {
            var sentence = document.Text.Sentences[document.Text.SentenceOf(zone.First)];
            var features = new uint[zone.Length][];
            for (var i = 0; i < zone.Length; i++)
                features[i] = buffer[..new NameFeatures(tokens).Write(zone.First + i, sentence.First, sentence.End, buffer)];
            yield return new SequenceExample(features, allowed[zone.First..zone.End]);
        }
    }

    /// <summary>The sentences of a document that have a zone, for the network; tokens outside the zones are not learned from.</summary>
    public static IEnumerable<TokenWindow> Windows(NameDocument document)
    {
        var tokens = NameTokens.Of(document.Text);
        var allowed = Allowed(document, tokens);
        var input = new NameNetworkInput(tokens);
        var buffer = new uint[NameNetworkInput.Max];
        foreach (var window in NameReader.Windows(document.Text, [.. NameReader.Zones(document.Text, tokens)]))
        {
            var range = Enumerable.Range(window.First, window.Length).ToArray();
            yield return new TokenWindow([.. range.Select(t => buffer[..input.Fill(t, buffer)])], [.. range.Select(input.Key)],
                allowed[window.First..window.End], [.. range.Select(t => tokens[t].InZone ? 1u : 0u)]);
        }
    }

    private static uint[] Allowed(NameDocument document, NameToken[] tokens)
    {
        var openOther = document.Corpus is "uner" or "gum";
        var allowed = new uint[tokens.Length];
        for (var i = 0; i < tokens.Length; i++)
            allowed[i] = openOther ? 1 | Other : 1;
        MarkPeoples(document.Text, tokens, allowed);
        foreach (var name in document.Gold)
            Mark(document.Text, tokens, name, allowed);
        return allowed;
    }

    /// <summary>Words for peoples that a corpus does not mark are taken from the lexicon.</summary>
    private static void MarkPeoples(AnnotatedText text, NameToken[] tokens, uint[] allowed)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            var people = tokens[i].Candidate && (tokens[i].Nation & 3) == 3 && tokens[i].Nation >> 2 < 5;
            if (people && tokens[i].Actor == 0)
                allowed[i] = 1u << LabelOf("Nationality", 3);
            else if (tokens[i].Actor != 0 && tokens[i].Candidate)
                allowed[i] = uint.MaxValue;
        }
    }

    private static void Mark(AnnotatedText text, NameToken[] tokens, GoldName name, uint[] allowed)
    {
        var type = TypeOf(name.Type);
        var isPeople = tokens[name.Tokens.First].Nation is var nation && nation != 0 && nation >> 2 < 5
            && NationalityLexicon.Shared.Find(text.Words(name.Tokens)) is not null;
        if (isPeople && type is "Other" or "Person")
            type = "Nationality";
        if (type.Length == 0)
            return;
        var whole = true;
        for (var i = name.Tokens.First; i < name.Tokens.End; i++)
            whole &= tokens[i].InZone;
        for (var i = name.Tokens.First; i < name.Tokens.End; i++)
        {
            var position = name.Tokens.Length == 1 ? 3 : i == name.Tokens.First ? 0 : i == name.Tokens.End - 1 ? 2 : 1;
            allowed[i] = whole ? 1u << LabelOf(type, position) : uint.MaxValue;
        }
    }

    private static int LabelOf(string type, int position) => 1 + 4 * Array.IndexOf(Types, type) + position;
}

namespace Crosscheck.Text.Attributions;

/// <summary>Finds the cues of a sentence and the phrase that each makes a source, by the surface order of words.</summary>
internal sealed class CueLinker(SourceScan scan, WordTable words)
{
    private const int Nearby = 8;
    private static readonly CueLexicon Lexicon = CueLexicon.Default;

    /// <summary>Adds the links of one sentence, whose phrases are <paramref name="phrases"/> from <paramref name="from"/> on.</summary>
    public void Link(int number, Sentence sentence, List<Phrase> phrases, int from, List<SourceLink> links)
    {
        var i = sentence.First;
        while (i < sentence.End)
        {
            if (Lexicon.At(words, i, NounLike(i)) is not { } found)
            {
                i++;
                continue;
            }
            var cue = new TokenRange(i, Math.Min(i + found.Length, sentence.End));
            i = cue.End;
            if (Source(sentence, cue, found.Entry, phrases, from, links) is var (source, order))
                links.Add(new SourceLink(number, cue, found.Entry, source, order, Hearer(cue, found.Entry, phrases, from)) { Number = links.Count });
        }
    }

    private (Phrase?, LinkOrder)? Source(Sentence sentence, TokenRange cue, CueEntry entry, List<Phrase> phrases, int from, List<SourceLink> links)
    {
        switch (entry.Frame)
        {
            case CueFrame.Object or CueFrame.Passive:
                return Behind(cue.End, phrases, from) is { } object_ ? (object_, LinkOrder.Behind) : null;
            case CueFrame.Noun:
                return Around(cue, phrases, from) is { } owner ? (owner, LinkOrder.Possessor) : null;
            default:
                return OfVerb(sentence, cue, phrases, from, links);
        }
    }

    private (Phrase?, LinkOrder)? OfVerb(Sentence sentence, TokenRange cue, List<Phrase> phrases, int from, List<SourceLink> links)
    {
        var before = cue.First == sentence.First ? WordClass.Stop : words.Class[cue.First - 1];
        if (words.IsParticiple(cue.End - 1) && ByAgent(sentence, cue.End, phrases, from) is { } agent)
            return (agent, LinkOrder.Behind);
        if (scan.TreeSubject(cue.First, from) is { CanSpeak: true } subject && !subject.Tokens.Overlaps(cue))
            return (subject, subject.First < cue.First ? LinkOrder.Before : LinkOrder.Inverted);
        if (before is WordClass.Comma or WordClass.Quote or WordClass.Stop && Inverted(sentence, cue, phrases, from) is { } right)
            return (right, LinkOrder.Inverted);
        if (before is WordClass.Conj or WordClass.Comma && links.Count > 0 && Shared(sentence, cue, links[^1]) is { } shared)
            return (shared, LinkOrder.Continued);
        return Subject(sentence, cue.First, phrases, from) is { } left ? (left, LinkOrder.Before) : null;
    }

    /// <summary>"... and added that", ", adding that": the source of the cue before.</summary>
    private Phrase? Shared(Sentence sentence, TokenRange cue, SourceLink last) =>
        last.Cue.First >= sentence.First && last.Source is not null
        && (words.IsAny(cue.First - 1, ["and", "but"]) || EndsWithIng(cue.First)) ? last.Source : null;

    private bool EndsWithIng(int token) =>
        words.IsAny(token, ["adding", "saying", "noting", "stating", "claiming", "stressing", "insisting", "explaining", "warning", "blaming", "accusing", "describing", "confirming", "denying", "reporting", "calling", "alleging"]);

    /// <summary>"was confirmed on Sunday by the embassy": the agent of a passive, at most five words behind the verb.</summary>
    private Phrase? ByAgent(Sentence sentence, int at, List<Phrase> phrases, int from)
    {
        for (var t = at; t < Math.Min(sentence.End - 1, at + 6) && words.Class[t] is not (WordClass.Verb or WordClass.Stop or WordClass.Quote); t++)
        {
            if (words.Is(t, "by"))
                return PhraseAt(t + 1, phrases, from) is { CanSpeak: true } agent ? agent : null;
        }
        return null;
    }

    /// <summary>", said the ministry": a phrase behind the verb that no verb of its own follows.</summary>
    private Phrase? Inverted(Sentence sentence, TokenRange cue, List<Phrase> phrases, int from)
    {
        var at = cue.End;
        while (at < sentence.End && words.Class[at] == WordClass.Adv)
            at++;
        if (PhraseAt(at, phrases, from) is not { CanSpeak: true } phrase)
            return null;
        if (phrase.Extent >= sentence.End)
            return phrase;
        var next = words.Class[phrase.Extent];
        return next is WordClass.Verb or WordClass.Aux or WordClass.Adv || (next == WordClass.Pron && !words.IsAny(phrase.Extent, ["who", "whom"]))
            ? null : phrase;
    }

    private static Phrase? PhraseAt(int token, List<Phrase> phrases, int from) => PhraseSearch.At(phrases, from, token);

    private Phrase? Behind(int token, List<Phrase> phrases, int from)
    {
        if (PhraseAt(token, phrases, from) is not { } phrase)
            return null;
        if (phrase.Noun is { Form: SourceForm.Document } && phrase.End < words.Count && words.IsAny(phrase.End, ["of", "by", "from"])
            && PhraseAt(phrase.End + 1, phrases, from) is { CanSpeak: true } inner)
            return inner;
        return phrase;
    }

    /// <summary>The phrase before a verb that is not the object of a preposition; over an apposition, the phrase before it.</summary>
    public Phrase? Subject(Sentence sentence, int verb, List<Phrase> phrases, int from)
    {
        var k = PhraseSearch.FirstAt(phrases, from, verb) - 1;
        var hopped = verb == sentence.First || words.Class[verb - 1] != WordClass.Comma;
        for (var steps = 0; k >= from && steps < 8; steps++, k--)
        {
            var phrase = phrases[k];
            var before = phrase.First == sentence.First ? WordClass.Stop : words.Class[phrase.First - 1];
            if (before == WordClass.Prep || (phrase.IsPronoun && words.IsAny(phrase.First, ["which", "who"]) && k > from))
                continue;
            if (!hopped && before == WordClass.Comma && k > from && EndsAt(phrase.First - 1, phrases, from, k))
            {
                hopped = true;
                continue;
            }
            return phrase;
        }
        return null;
    }

    /// <summary>Does a phrase that can speak end at the comma before an apposition?</summary>
    private static bool EndsAt(int comma, List<Phrase> phrases, int from, int k)
    {
        for (var j = k - 1; j >= from && j >= k - 4; j--)
        {
            if (Ends(phrases[j], comma) && phrases[j].CanSpeak)
                return true;
        }
        return false;
    }

    private static bool Ends(Phrase phrase, int token) => phrase.Extent == token || phrase.End == token;

    /// <summary>The owner of a noun of telling: "the army's statement", "a statement by the army", "Iraqi claims".</summary>
    private Phrase? Around(TokenRange cue, List<Phrase> phrases, int from)
    {
        if (cue.End < words.Count && words.IsAny(cue.End, ["of", "by", "from"]) && PhraseAt(cue.End + 1, phrases, from) is { CanSpeak: true } behind)
            return behind;
        var last = PhraseSearch.FirstAt(phrases, from, cue.First + 1) - 1;
        for (var k = last; k >= from && k > last - Nearby; k--)
        {
            var phrase = phrases[k];
            if (phrase.End < cue.First && phrase.End >= cue.First - 4 && words.Class[phrase.End] == WordClass.Genitive && phrase.CanSpeak)
                return phrase;
        }
        for (var k = last; k >= from && k > last - Nearby; k--)
        {
            if (phrases[k].First < cue.First && phrases[k].End >= cue.End && phrases[k].Head < cue.End)
                return Modifier(phrases[k], cue.First);
        }
        return null;
    }

    private Phrase? Modifier(Phrase phrase, int noun)
    {
        var first = phrase.First;
        if (words.Class[first] == WordClass.Poss)
            return new Phrase(first, first + 1, first + 1, first, null, false, true);
        while (first < noun && words.Class[first] is WordClass.Det or WordClass.Poss or WordClass.Num)
            first++;
        if (first >= noun || (words.Class[noun - 1] != WordClass.Name && SourceNouns.EndingAt(words, noun - 1) is null))
            return null;
        return new Phrase(first, noun, noun, noun - 1, SourceNouns.EndingAt(words, noun - 1), words.Class[noun - 1] == WordClass.Name, false);
    }

    /// <summary>Whom the source told: "told Reuters".</summary>
    private static Phrase? Hearer(TokenRange cue, CueEntry entry, List<Phrase> phrases, int from) =>
        entry.Id == "tell" ? PhraseAt(cue.End, phrases, from) : null;

    /// <summary>Is a word that may be a verb or a noun used as a noun here? The words around it overrule the tagger.</summary>
    private bool NounLike(int token)
    {
        var before = token == 0 ? WordClass.Stop : words.Class[token - 1];
        if (before is WordClass.Det or WordClass.Poss or WordClass.Genitive)
            return true;
        if (words.Class[token] is not (WordClass.Content or WordClass.Name))
            return false;
        var noun = before is WordClass.Content or WordClass.Name or WordClass.Pron;
        return !(noun && words.IsAny(token + 1, ["that", "of"]) && !words.IsPlural(token));
    }
}

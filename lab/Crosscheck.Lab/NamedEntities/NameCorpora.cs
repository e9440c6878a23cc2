using Crosscheck.Text;

namespace Crosscheck.Lab.NamedEntities;

/// <summary>Reads corpora of names in columns (IOB1, IOB2 or BIOES tags).</summary>
internal static class NameCorpora
{
    /// <summary>Universal NER: number, form, tag; documents by "# newdoc id".</summary>
    public static List<NameDocument> Uner(string path) =>
        Columns("uner", path, line => line.StartsWith("# newdoc id = ", StringComparison.Ordinal) ? line[14..] : null, '\t', 1, 2);

    /// <summary>WikiGold: form, tag; documents by -DOCSTART-.</summary>
    public static List<NameDocument> WikiGold(string path)
    {
        var count = 0;
        return Columns("wikigold", path, line => line.StartsWith("-DOCSTART-", StringComparison.Ordinal) ? $"wikigold-{++count}" : null, ' ', 0, 1);
    }

    /// <summary>A folder of English Worldwide Newswire: form, tag; a file is a document.</summary>
    public static List<NameDocument> Worldwide(string folder) =>
        [.. Directory.GetFiles(folder, "*.tsv").Order(StringComparer.Ordinal).SelectMany(f => Columns("worldwide", f, _ => null, '\t', 0, 1))];

    private static List<NameDocument> Columns(string corpus, string path, Func<string, string?> newDocument, char separator, int formAt, int tagAt)
    {
        var documents = new List<NameDocument>();
        var builder = new Builder(corpus, Path.GetFileName(path));
        foreach (var line in File.ReadLines(path))
        {
            if (newDocument(line) is { } id)
            {
                builder.Finish(documents);
                builder = new Builder(corpus, id);
                continue;
            }
            var fields = line.Split(separator);
            if (line.Length == 0)
                builder.EndSentence();
            else if (fields.Length > Math.Max(formAt, tagAt) && line[0] != '#' && fields[formAt].Trim() is { Length: > 0 } form)
                builder.Add(form, fields[tagAt].Trim());
        }
        builder.Finish(documents);
        return documents;
    }

    private sealed class Builder(string corpus, string id)
    {
        private readonly List<List<string>> _sentences = [[]];
        private readonly List<GoldName> _gold = [];
        private int _count;
        private int _begin = -1;
        private string _type = "";

        public void Add(string form, string tag)
        {
            var type = tag.Length > 2 ? tag[2..] : "";
            if (_begin >= 0 && (type != _type || tag[0] is 'B' or 'S'))
                EndSpan();
            if (_begin < 0 && type.Length > 0)
                (_begin, _type) = (_count, type);
            _sentences[^1].Add(form);
            _count++;
        }

        public void EndSentence()
        {
            EndSpan();
            if (_sentences[^1].Count > 0)
                _sentences.Add([]);
        }

        public void Finish(List<NameDocument> documents)
        {
            EndSpan();
            if (_count > 0)
                documents.Add(NameDocument.Of(corpus, id, _sentences, _gold));
        }

        private void EndSpan()
        {
            if (_begin >= 0)
                _gold.Add(new GoldName(new TokenRange(_begin, _count), _type));
            _begin = -1;
            _type = "";
        }
    }
}

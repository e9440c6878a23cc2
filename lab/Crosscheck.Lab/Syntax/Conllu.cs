using System.Globalization;
using System.Text;

namespace Crosscheck.Lab.Syntax;

/// <summary>A syntactic word of a treebank: its span in the document's raw text; Head is the word number in the sentence, 0 for the root.</summary>
public sealed record Word(string Form, string Lemma, string Upos, string Xpos, int Head, string Relation, int Start, int End);

/// <summary>A document of a treebank, with the raw text rebuilt: paragraphs apart by a blank line, sentences by a space.</summary>
public sealed record Treebank(string Id, string Genre, string Text, IReadOnlyList<Word[]> Sentences)
{
    /// <summary>The genres of UD GUM whose texts are CC BY or in the public domain: the only ones that weights may be trained on.</summary>
    public static readonly IReadOnlySet<string> OpenGenres = new HashSet<string>(StringComparer.Ordinal)
    {
        "news", "interview", "bio", "voyage", "textbook", "vlog", "speech", "conversation",
    };

    /// <summary>The documents of the one file in a folder whose name ends in <c>-ud-PART.conllu</c>, or of the file itself.</summary>
    public static List<Treebank> Load(string folderOrFile, string part)
    {
        var path = File.Exists(folderOrFile) ? folderOrFile : Directory.GetFiles(folderOrFile, $"*-ud-{part}.conllu").Single();
        return Parse(File.ReadLines(path));
    }

    /// <summary>Reads CoNLL-U. Empty nodes are left out; the words of a multiword token share out its span.</summary>
    public static List<Treebank> Parse(IEnumerable<string> lines)
    {
        var documents = new List<Treebank>();
        var builder = new Builder();
        foreach (var line in lines)
        {
            if (line.StartsWith("# newdoc", StringComparison.Ordinal))
            {
                if (builder.Build() is { } document)
                    documents.Add(document);
                builder = new Builder { Id = line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim() };
            }
            else
            {
                builder.Add(line);
            }
        }
        if (builder.Build() is { } last)
            documents.Add(last);
        return documents;
    }

    private sealed class Builder
    {
        public string Id { get; init; } = "";
        private string _genre = "";
        private readonly StringBuilder _text = new();
        private readonly List<Word[]> _sentences = [];
        private readonly List<Word> _words = [];
        private bool _space;
        private int _multiEnd, _multiAt, _multiLimit;
        private bool _multiSpace;

        public Treebank? Build()
        {
            EndSentence();
            return _sentences.Count == 0 ? null : new Treebank(Id, _genre, _text.ToString(), _sentences);
        }

        public void Add(string line)
        {
            if (line.Length == 0)
                EndSentence();
            else if (line.StartsWith("# meta::genre", StringComparison.Ordinal))
                _genre = line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim();
            else if (line.StartsWith("# newpar", StringComparison.Ordinal))
                NewParagraph();
            else if (line[0] != '#')
                AddRow(line.Split('\t'));
        }

        private void NewParagraph()
        {
            if (_text.Length > 0)
                _text.Append("\n\n");
            _space = false;
        }

        private void AddRow(string[] row)
        {
            if (row[0].Contains('.', StringComparison.Ordinal))
                return;
            var spaceAfter = !row[9].Contains("SpaceAfter=No", StringComparison.Ordinal);
            var dash = row[0].IndexOf('-', StringComparison.Ordinal);
            if (dash >= 0)
            {
                _multiEnd = int.Parse(row[0].AsSpan(dash + 1), CultureInfo.InvariantCulture);
                _multiAt = Append(row[1]);
                _multiLimit = _text.Length;
                _multiSpace = spaceAfter;
                return;
            }
            var number = int.Parse(row[0], CultureInfo.InvariantCulture);
            int start, end;
            if (number <= _multiEnd)
            {
                start = Math.Min(_multiAt, _multiLimit);
                end = number == _multiEnd ? _multiLimit : Math.Min(_multiLimit, start + row[1].Length);
                _multiAt = end;
                _space = number == _multiEnd && _multiSpace;
            }
            else
            {
                start = Append(row[1]);
                end = _text.Length;
                _space = spaceAfter;
            }
            _words.Add(new Word(row[1], row[2], row[3], row[4], int.Parse(row[6], CultureInfo.InvariantCulture), row[7], start, end));
        }

        private int Append(string form)
        {
            if (_space)
                _text.Append(' ');
            _space = false;
            var at = _text.Length;
            _text.Append(form);
            return at;
        }

        private void EndSentence()
        {
            if (_words.Count > 0)
                _sentences.Add([.. _words]);
            _words.Clear();
            _multiEnd = 0;
        }
    }
}

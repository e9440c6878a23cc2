using System.Collections.Immutable;
using System.Text;

namespace Crosscheck.Views;

/// <summary>Rows of cells that wrap at words inside their columns.</summary>
internal static class Columns
{
    /// <summary>Writes one row. A cell wider than its column goes on below itself; the last column's width is a limit too.</summary>
    public static void Row(InkWriter writer, int indent, ReadOnlySpan<int> widths, params ReadOnlySpan<ImmutableArray<Piece>> cells)
    {
        var wrapped = new List<List<Piece>>[cells.Length];
        var height = 0;
        for (var c = 0; c < cells.Length; c++)
        {
            wrapped[c] = Wrap(cells[c], widths[c]);
            height = Math.Max(height, wrapped[c].Count);
        }
        for (var line = 0; line < height; line++)
        {
            var pieces = new List<Piece> { new(new string(' ', indent)) };
            for (var c = 0; c < cells.Length; c++)
            {
                var used = 0;
                if (line < wrapped[c].Count)
                {
                    pieces.AddRange(wrapped[c][line]);
                    used = wrapped[c][line].Sum(p => p.Text.Length);
                }
                if (c + 1 < cells.Length)
                    pieces.Add(new string(' ', Math.Max(0, widths[c] - used) + 2));
            }
            writer.Line([.. pieces]);
        }
    }

    /// <summary>The lines of a run of pieces at a width; a word longer than the width is cut.</summary>
    private static List<List<Piece>> Wrap(ImmutableArray<Piece> pieces, int width)
    {
        var lines = new List<List<Piece>> { new() };
        var used = 0;
        foreach (var piece in pieces)
        {
            foreach (var (word, spaced) in Words(piece.Text))
            {
                var gap = spaced && used > 0 ? 1 : 0;
                if (used > 0 && used + gap + word.Length > width && spaced)
                {
                    lines.Add([]);
                    used = gap = 0;
                }
                foreach (var part in Cut(word, width))
                {
                    if (used > 0 && used + gap + part.Length > width)
                    {
                        lines.Add([]);
                        used = gap = 0;
                    }
                    Append(lines[^1], new Piece((gap > 0 ? " " : "") + part, piece.Ink));
                    used += gap + part.Length;
                    gap = 0;
                }
            }
        }
        return lines;
    }

    private static void Append(List<Piece> line, Piece piece)
    {
        if (line.Count > 0 && line[^1].Ink == piece.Ink)
            line[^1] = piece with { Text = line[^1].Text + piece.Text };
        else
            line.Add(piece);
    }

    /// <summary>Words, and whether white space stands before each.</summary>
    private static IEnumerable<(string Word, bool Spaced)> Words(string text)
    {
        var word = new StringBuilder();
        var spaced = false;
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c) && !char.IsControl(c))
            {
                word.Append(c);
                continue;
            }
            if (word.Length > 0)
            {
                yield return (word.ToString(), spaced);
                word.Clear();
            }
            spaced = true;
        }
        if (word.Length > 0)
            yield return (word.ToString(), spaced);
        else if (spaced)
            yield return ("", true);
    }

    private static IEnumerable<string> Cut(string word, int width)
    {
        for (var at = 0; at < word.Length || at == 0; at += width)
        {
            yield return word.Substring(at, Math.Min(width, word.Length - at));
            if (word.Length == 0)
                yield break;
        }
    }
}

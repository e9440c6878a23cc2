using System.Collections.Immutable;

namespace Crosscheck.Views;

/// <summary>Rows of cells that wrap at words inside their columns.</summary>
internal static class Columns
{
    private const char NoBreak = '\u00A0';

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

    /// <summary>
    /// The lines of a run of pieces at a width; a word longer than the width is cut. Where the run begins with a mark and a
    /// no-break space, the lines below hang behind the mark.
    /// </summary>
    private static List<List<Piece>> Wrap(ImmutableArray<Piece> pieces, int width)
    {
        var hang = pieces is [{ Text: [_, NoBreak] }, ..] ? 2 : 0;
        var lines = new List<List<Piece>> { new() };
        var used = 0;
        var begun = false;
        foreach (var word in Words(pieces, width - hang))
        {
            var length = word.Sum(p => p.Text.Length);
            if (begun && used + 1 + length > width)
            {
                lines.Add(hang > 0 ? [new Piece(new string(' ', hang))] : []);
                used = hang;
                begun = false;
            }
            if (begun)
                Append(lines[^1], new Piece(" ", word[0].Ink));
            foreach (var piece in word)
                Append(lines[^1], piece);
            used += length + (begun ? 1 : 0);
            begun = true;
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

    /// <summary>The words of a run, each of at most <paramref name="width"/> characters; one may change its ink inside.</summary>
    private static IEnumerable<List<Piece>> Words(ImmutableArray<Piece> pieces, int width)
    {
        var word = new List<Piece>();
        var length = 0;
        foreach (var piece in pieces)
        {
            for (var start = 0; start < piece.Text.Length;)
            {
                var end = start;
                while (end < piece.Text.Length && !IsGap(piece.Text[end]) && length + end - start < width)
                    end++;
                if (end > start)
                    word.Add(piece with { Text = piece.Text[start..end] });
                length += end - start;
                var gap = end < piece.Text.Length && IsGap(piece.Text[end]);
                start = gap ? end + 1 : end;
                if (word.Count == 0 || (!gap && length < width))
                    continue;
                yield return word;
                word = [];
                length = 0;
            }
        }
        if (word.Count > 0)
            yield return word;
    }

    /// <summary>White space at which a line may break; a no-break space is none.</summary>
    private static bool IsGap(char c) => c != NoBreak && (char.IsWhiteSpace(c) || char.IsControl(c));
}

using System.Text;

namespace Crosscheck.Views;

/// <summary>What a piece of text is, from which its colour follows.</summary>
public enum Ink : byte { Plain, Heading, Label, Figure, Source, Firm, Tentative, Refused, Conflict, Words, Aside }

/// <summary>A piece of text with its ink; no line break in it.</summary>
public readonly record struct Piece(string Text, Ink Ink = Ink.Plain)
{
    public static implicit operator Piece(string text) => new(text);
}

/// <summary>Lines of inked pieces, rendered with ANSI colours or without. Colours are the terminal's own sixteen.</summary>
internal sealed class InkWriter(bool colour)
{
    private readonly StringBuilder _text = new();

    public void Line(params ReadOnlySpan<Piece> pieces)
    {
        foreach (var piece in pieces)
            Add(piece);
        while (_text.Length > 0 && _text[^1] == ' ')
            _text.Length--;
        _text.Append('\n');
    }

    public override string ToString() => _text.ToString().TrimEnd('\n');

    private void Add(Piece piece)
    {
        var code = colour ? CodeOf(piece.Ink) : "";
        if (code.Length == 0 || piece.Text.Length == 0)
            _text.Append(Printed(piece.Text));
        else
            _text.Append("\e[").Append(code).Append('m').Append(Printed(piece.Text)).Append("\e[0m");
    }

    private static string Printed(string text) => text.Replace('\u00A0', ' ');

    private static string CodeOf(Ink ink) => ink switch
    {
        Ink.Heading => "1",
        Ink.Label => "2",
        Ink.Figure => "1",
        Ink.Source => "36",
        Ink.Firm => "32",
        Ink.Tentative => "33",
        Ink.Refused => "31",
        Ink.Conflict => "1;31",
        Ink.Words => "3",
        Ink.Aside => "2",
        _ => "",
    };
}

using System.Text;
using AngleSharp.Dom;

namespace Crosscheck.App.Intake;

/// <summary>A run of text between two block boundaries of a page. LinkLength is how much of it is inside links.</summary>
internal sealed record PageBlock(IElement Element, string Text, int LinkLength);

/// <summary>Walks a page into blocks. Iterative: pages nest their elements as deep as they like.</summary>
internal sealed class PageBlocks
{
    private static readonly HashSet<string> Inline = new(StringComparer.Ordinal)
    {
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "q", "s", "samp",
        "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
    };

    private readonly List<PageBlock> _blocks = [];
    private readonly StringBuilder _text = new();
    private int _links;
    private int _linkLength;
    private int _breaks;

    public static List<PageBlock> Of(IElement body)
    {
        var walk = new PageBlocks();
        walk.Walk(body);
        return walk._blocks;
    }

    private void Walk(IElement body)
    {
        INode node = body;
        while (true)
        {
            if (Enter(node, body) && node.FirstChild is { } child)
            {
                node = child;
                continue;
            }
            while (node != body && node.NextSibling is null)
            {
                Leave(node);
                node = node.Parent!;
            }
            Leave(node);
            if (node == body)
                return;
            node = node.NextSibling!;
        }
    }

    /// <summary>Takes up a node; false where its children are left out.</summary>
    private bool Enter(INode node, IElement body)
    {
        if (node is IText text)
        {
            Append(text.Data);
            return false;
        }
        if (node is not IElement element)
            return false;
        if (element != body && Boilerplate.Is(element))
            return false;
        if (element.LocalName == "br")
        {
            Break(element);
            return false;
        }
        if (element.LocalName == "a")
            _links++;
        else if (!Inline.Contains(element.LocalName))
            Flush(element.ParentElement ?? body);
        return true;
    }

    private void Leave(INode node)
    {
        if (node is not IElement element || element.LocalName == "br")
            return;
        if (element.LocalName == "a")
            _links = Math.Max(0, _links - 1);
        else if (!Inline.Contains(element.LocalName) && !Boilerplate.Is(element))
            Flush(element.LocalName is "p" or "li" or "blockquote" ? element.ParentElement ?? element : element);
    }

    /// <summary>One line break is a space; two are the end of a paragraph.</summary>
    private void Break(IElement element)
    {
        if (++_breaks >= 2)
            Flush(element.ParentElement!);
        else
            Append(" ");
    }

    private void Append(string text)
    {
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                if (_text.Length > 0 && _text[^1] != ' ')
                    _text.Append(' ');
                continue;
            }
            if (c is '\u200B' or '\u00AD' or '\uFEFF')
                continue;
            _breaks = 0;
            _text.Append(c);
            if (_links > 0)
                _linkLength++;
        }
    }

    private void Flush(IElement element)
    {
        var text = _text.ToString().Trim();
        if (text.Length > 0)
            _blocks.Add(new PageBlock(element, text, _linkLength));
        _text.Clear();
        _linkLength = _breaks = 0;
    }
}

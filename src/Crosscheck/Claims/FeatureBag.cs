using Crosscheck.Models;

namespace Crosscheck.Claims;

/// <summary>A growing list of hashed features, reused from claim to claim.</summary>
internal sealed class FeatureBag
{
    private uint[] _items = new uint[256];
    private int _count;

    public ReadOnlySpan<uint> Span => _items.AsSpan(0, _count);

    public void Clear() => _count = 0;

    public void Add(int template, uint a = 0) => Push(Feature.Of(template, a));

    public void Add(int template, uint a, uint b) => Push(Feature.Of(template, a, b));

    public void Add(int template, uint a, uint b, uint c) => Push(Feature.Of(template, a, b, c));

    private void Push(uint feature)
    {
        if (_count == _items.Length)
            Array.Resize(ref _items, 2 * _count);
        _items[_count++] = feature;
    }
}

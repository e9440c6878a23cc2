using System.Runtime.CompilerServices;

namespace Crosscheck.Models;

/// <summary>A fixed buffer that a feature extractor fills; what does not fit is left out.</summary>
public ref struct FeatureSink(Span<uint> buffer)
{
    private readonly Span<uint> _buffer = buffer;
    private int _count;

    public readonly ReadOnlySpan<uint> Features => _buffer[.._count];

    public void Clear() => _count = 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int template, uint a) => Push(Feature.Of(template, a));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int template, uint a, uint b) => Push(Feature.Of(template, a, b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int template, uint a, uint b, uint c) => Push(Feature.Of(template, a, b, c));

    public void Add(int template, bool a) => Push(Feature.Of(template, a ? 1u : 2u));

    private void Push(uint feature)
    {
        if (_count < _buffer.Length)
            _buffer[_count++] = feature;
    }
}

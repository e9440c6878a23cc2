using System.Numerics;

namespace Crosscheck.Models.Neural;

/// <summary>The row of each hashed feature in a matrix of vectors: one look-up of a table, nothing allocated. No feature is 0.</summary>
internal readonly struct FeatureRows
{
    private readonly uint[] _slots;
    private readonly uint _mask;

    public FeatureRows(uint[] features)
    {
        var size = BitOperations.RoundUpToPowerOf2((uint)features.Length * 2 + 2);
        _slots = new uint[2 * size];
        _mask = size - 1;
        for (var r = 0; r < features.Length; r++)
        {
            var slot = features[r] & _mask;
            while (_slots[2 * slot] != 0)
                slot = (slot + 1) & _mask;
            _slots[2 * slot] = features[r];
            _slots[2 * slot + 1] = (uint)r;
        }
    }

    /// <summary>The row of a feature; -1 where it is unknown.</summary>
    public int Of(uint feature)
    {
        for (var slot = feature & _mask; ; slot = (slot + 1) & _mask)
        {
            var found = _slots[2 * slot];
            if (found == feature)
                return (int)_slots[2 * slot + 1];
            if (found == 0)
                return -1;
        }
    }
}

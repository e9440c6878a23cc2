using Crosscheck.Models;
using Crosscheck.Models.Neural;

namespace Crosscheck.Text.Names;

/// <summary>What the network of names sees of a token: its form, tag and word class, and what the lexicons say of it.</summary>
internal readonly struct NameNetworkInput(NameToken[] tokens) : ITokenInput
{
    public static int Max => 16;

    public uint Key(int token) => tokens[token].Key;

    public int Fill(int token, Span<uint> features)
    {
        ref readonly var w = ref tokens[token];
        var n = 0;
        features[n++] = Feature.Of(1, w.Word.Lower);
        features[n++] = Feature.Of(2, w.Word.Shape, w.Candidate ? 1u : 0u);
        features[n++] = Feature.Of(3, w.Word.Suffix3);
        features[n++] = Feature.Of(4, w.Word.Prefix3);
        features[n++] = Feature.Of(5, w.Cluster.Code);
        features[n++] = Feature.Of(6, w.Cluster.Prefix(10));
        features[n++] = Feature.Of(7, w.Cluster.Prefix(6));
        features[n++] = Feature.Of(8, w.Tag, w.Seen);
        features[n++] = Feature.Of(9, w.People);
        features[n++] = Feature.Of(10, w.Place);
        features[n++] = Feature.Of(11, w.Actor);
        features[n++] = Feature.Of(12, w.Nation);
        features[n++] = Feature.Of(13, w.Kind);
        features[n++] = Feature.Of(14, w.Word.Suffix2);
        features[n++] = Feature.Of(15, w.Word.Shape, w.Tag);
        return n;
    }
}

namespace Crosscheck.Lab.Neural;

/// <summary>Values left out at random in training (Srivastava et al. 2014); the kept ones are scaled up for what is missing.</summary>
internal static unsafe class Dropout
{
    /// <summary>Writes the masked values and the mask, which <see cref="Back"/> asks for; <paramref name="to"/> may be <paramref name="from"/>.</summary>
    public static void Apply(float* from, float* to, float* mask, int count, float share, Xorshift random)
    {
        var keep = 1 / (1 - share);
        var limit = (uint)(share * uint.MaxValue);
        for (var i = 0; i < count; i++)
        {
            mask[i] = random.Next() < limit ? 0 : keep;
            to[i] = from[i] * mask[i];
        }
    }

    /// <summary>Takes the gradient back through the mask.</summary>
    public static void Back(float* d, float* mask, int count)
    {
        for (var i = 0; i < count; i++)
            d[i] *= mask[i];
    }
}

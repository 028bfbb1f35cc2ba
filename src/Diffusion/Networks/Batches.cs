namespace Slams.Diffusion.Networks;

/// <summary>Batches for network calls.</summary>
internal static class Batches
{
    /// <summary>The same values for every sample of a batch.</summary>
    public static float[] Repeat(float[] sample, int batch)
    {
        var repeated = new float[sample.Length * batch];
        for (var b = 0; b < batch; b++)
        {
            sample.CopyTo(repeated, b * sample.Length);
        }

        return repeated;
    }
}

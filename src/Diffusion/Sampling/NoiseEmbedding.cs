namespace Slams.Diffusion.Sampling;

/// <summary>How the denoiser is told the noise level: cosines and sines of t at frequencies spread evenly in logarithm.</summary>
public static class NoiseEmbedding
{
    private const double HighestFrequency = 200;

    /// <summary>Fills an embedding of even length.</summary>
    public static void Fill(double t, Span<float> embedding)
    {
        var half = embedding.Length / 2;
        for (var k = 0; k < half; k++)
        {
            var angle = t * Math.Exp(Math.Log(HighestFrequency) * k / (half - 1));
            embedding[k] = (float)Math.Cos(angle);
            embedding[half + k] = (float)Math.Sin(angle);
        }
    }
}

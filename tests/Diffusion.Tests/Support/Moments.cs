namespace Slams.Diffusion.Tests.Support;

/// <summary>Mean and standard deviation of one value over a batch of samples.</summary>
internal static class Moments
{
    public static (double Mean, double Deviation) Of(float[] samples, int size, int value)
    {
        var values = Enumerable.Range(0, samples.Length / size).Select(n => (double)samples[(n * size) + value]).ToArray();
        var mean = values.Average();
        return (mean, Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1)));
    }
}

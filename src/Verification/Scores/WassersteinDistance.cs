namespace Slams.Verification.Scores;

/// <summary>Wasserstein-1 (earth mover's) distance of two samples of one variable: ignores where values are, compares how often.</summary>
public static class WassersteinDistance
{
    /// <summary>The area between the two empirical quantile functions; mean |sorted a − sorted b| for equal sizes.</summary>
    public static double Between(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        if (first.IsEmpty || second.IsEmpty)
        {
            throw new ArgumentException("Both samples must hold values.");
        }

        var a = first.ToArray();
        var b = second.ToArray();
        Array.Sort(a);
        Array.Sort(b);
        double distance = 0, reached = 0;
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
        {
            // Compare the steps' ends as integers, so that equal sizes step together exactly.
            var endA = (long)(i + 1) * b.Length;
            var endB = (long)(j + 1) * a.Length;
            var end = Math.Min(endA, endB) / ((double)a.Length * b.Length);
            distance += (end - reached) * Math.Abs((double)a[i] - b[j]);
            reached = end;
            i += endA <= endB ? 1 : 0;
            j += endB <= endA ? 1 : 0;
        }

        return distance;
    }
}

using Slams.Formats.NatureRun;

namespace Slams.Training.Baselines;

/// <summary>Reads states of nature-run files one after the other, so that no year has to be in memory.</summary>
internal static class NatureRunStates
{
    private static readonly string[] Variables = ["t", "t2m", "olr"];

    /// <summary>Time and fields (temperature levels, t2m, OLR) of every state.</summary>
    public static IEnumerable<(DateTimeOffset Time, float[] Fields)> Read(IReadOnlyList<string> files)
    {
        const int block = 64;
        foreach (var path in files)
        {
            using var file = NatureRunFile.Open(path);
            for (var start = 0; start < file.Times.Count; start += block)
            {
                var count = Math.Min(block, file.Times.Count - start);
                var parts = Variables.Select(name => file.Read(name, start, count)).ToArray();
                for (var i = 0; i < count; i++)
                {
                    yield return (file.Times[start + i], State(parts, i, count));
                }
            }
        }
    }

    private static float[] State(float[][] parts, int index, int count)
    {
        var fields = new float[parts.Sum(part => part.Length / count)];
        var start = 0;
        foreach (var part in parts)
        {
            var length = part.Length / count;
            part.AsSpan(index * length, length).CopyTo(fields.AsSpan(start, length));
            start += length;
        }

        return fields;
    }
}

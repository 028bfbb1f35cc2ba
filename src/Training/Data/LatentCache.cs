namespace Slams.Training.Data;

/// <summary>Every training state encoded once: standardised latent frames as half floats, <c>[channel, row, column]</c>.</summary>
/// <param name="Frames">One array per state.</param>
public sealed record LatentCache(IReadOnlyList<Half[]> Frames)
{
    /// <summary>Copies consecutive frames ending at an index into a span, oldest first.</summary>
    public void CopyWindow(int last, int frames, Span<float> destination)
    {
        for (var f = 0; f < frames; f++)
        {
            var frame = Frames[last - frames + 1 + f];
            for (var i = 0; i < frame.Length; i++)
            {
                destination[(f * frame.Length) + i] = (float)frame[i];
            }
        }
    }
}

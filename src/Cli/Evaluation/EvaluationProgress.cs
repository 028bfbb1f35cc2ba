using System.Globalization;
using Slams.Verification.Evaluation;

namespace Slams.Cli.Evaluation;

/// <summary>Progress of an evaluation: one line rewritten on a terminal, a plain line for every tenth cycle elsewhere.</summary>
internal sealed class EvaluationProgress(TextWriter console, string name, TimeProvider time) : IDisposable
{
    private const int PlainEvery = 10;
    private readonly bool _plain = Console.IsOutputRedirected;
    private readonly long _start = time.GetTimestamp();

    /// <summary>A cycle is finished.</summary>
    public void Show(ExperimentProgress progress)
    {
        var left = time.GetElapsedTime(_start) / progress.Done * (progress.Total - progress.Done);
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{name}block {progress.Block}  cycle {progress.Cycle.Key}  {progress.Done}/{progress.Total}  ETA {left:hh\\:mm\\:ss}");
        if (!_plain)
        {
            console.Write($"\r{text}  ");
        }
        else if (progress.Done % PlainEvery == 0 || progress.Done == progress.Total)
        {
            console.WriteLine(text);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_plain)
        {
            console.WriteLine();
        }

        console.Flush();
    }
}

using System.Globalization;

namespace Slams.Cli.Ablation;

/// <summary>Progress of an ablation: one line rewritten on a terminal, a plain line now and then elsewhere.</summary>
internal sealed class AblationProgress(TextWriter console, int total, TimeProvider time)
{
    private const int PlainLines = 40;
    private readonly Lock _lock = new();
    private readonly bool _plain = Console.IsOutputRedirected;
    private readonly long _start = time.GetTimestamp();
    private int _done;

    /// <summary>One date of one row is finished; called from several threads.</summary>
    public void Finished()
    {
        lock (_lock)
        {
            _done++;
            var passed = time.GetElapsedTime(_start);
            var text = string.Create(CultureInfo.InvariantCulture, $"{_done}/{total} dates of rows, {passed:hh\\:mm\\:ss} passed, {passed / _done * (total - _done):hh\\:mm\\:ss} to go");
            if (!_plain)
            {
                console.Write($"\r{text}  {(_done == total ? "\n" : "")}");
            }
            else if (_done % Math.Max(1, total / PlainLines) == 0)
            {
                console.WriteLine(text);
            }
        }
    }
}

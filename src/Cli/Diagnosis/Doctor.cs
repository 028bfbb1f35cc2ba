namespace Slams.Cli.Diagnosis;

/// <summary>Makes every examination and writes a line for each finding.</summary>
internal sealed class Doctor(IReadOnlyList<IExamination> examinations, TextWriter output)
{
    /// <summary>Exit code where something failed; warnings alone give 0.</summary>
    public const int SomethingFailed = 1;

    /// <summary>Examines; gives the exit code.</summary>
    public async Task<int> ExamineAsync(CancellationToken cancellationToken)
    {
        var worst = Verdict.Ok;
        foreach (var examination in examinations)
        {
            await foreach (var finding in FindingsAsync(examination, cancellationToken))
            {
                var word = finding.Verdict switch { Verdict.Ok => "ok     ", Verdict.Warning => "warning", _ => "FAILED " };
                await output.WriteLineAsync($"{word}  {finding.Subject}: {finding.Text}");
                worst = finding.Verdict > worst ? finding.Verdict : worst;
            }
        }

        return worst == Verdict.Failed ? SomethingFailed : 0;
    }

    private static async IAsyncEnumerable<Finding> FindingsAsync(
        IExamination examination, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var findings = examination.ExamineAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            Finding? failure = null;
            try
            {
                if (!await findings.MoveNextAsync())
                {
                    yield break;
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                failure = new Finding(Verdict.Failed, examination.Subject, exception.GetBaseException().Message);
            }

            yield return failure ?? findings.Current;
            if (failure is not null)
            {
                yield break;
            }
        }
    }
}

using System.Runtime.CompilerServices;
using Slams.Hosting.Ingest;

namespace Slams.Cli.Diagnosis;

/// <summary>Whether a source of observations has files that can be read.</summary>
/// <param name="section">Its section of the configuration.</param>
/// <param name="options">Its settings.</param>
/// <param name="firstProblem">Reads the beginning of a file; why it cannot be read, or null.</param>
/// <param name="clock">The clock.</param>
internal sealed class SourceExamination(
    string section, IngestOptions options, Func<string, CancellationToken, Task<string?>> firstProblem, TimeProvider clock) : IExamination
{
    public string Subject => $"{section}:Paths";

    public async IAsyncEnumerable<Finding> ExamineAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (options.Poll.HasSources())
        {
            yield return Finding.Ok($"{section}:Poll", $"{options.Poll.Servers().Count()} servers are asked for files");
        }

        if (options.Paths.Count == 0)
        {
            if (options.Poll.HasSources())
            {
                yield break;
            }

            yield return Finding.Warning(Subject, $"empty: nothing is read");
            yield break;
        }

        var files = new List<InputFile>();
        await foreach (var file in InputFiles.EnumerateAsync(options.Paths, watch: false, options.FollowLinks, clock, cancellationToken))
        {
            files.Add(file);
        }

        foreach (var refused in files.Where(file => file.Refused is not null))
        {
            yield return Finding.Warning(Subject, $"{refused.Name}: {refused.Refused}");
        }

        if (files.Find(file => file.Refused is null) is not { } first)
        {
            yield return options.Watch
                ? Finding.Ok(Subject, $"no file yet; new ones are watched for")
                : Finding.Warning(Subject, $"no file that could be read");
            yield break;
        }

        yield return await firstProblem(first.Path, cancellationToken) is { } problem
            ? Finding.Failed(Subject, $"{files.Count} files; {first.Name}: {problem}")
            : Finding.Ok(Subject, $"{files.Count} files; the first can be read");
    }
}

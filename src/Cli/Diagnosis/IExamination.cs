namespace Slams.Cli.Diagnosis;

/// <summary>Looks at one thing that the service needs. What it throws counts as failed.</summary>
internal interface IExamination
{
    /// <summary>What it looks at.</summary>
    string Subject { get; }

    IAsyncEnumerable<Finding> ExamineAsync(CancellationToken cancellationToken);
}

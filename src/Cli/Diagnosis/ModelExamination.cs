using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using Slams.Assimilator;
using Slams.Diffusion.Analysts;
using Slams.Diffusion.Networks;
using Slams.Hosting.Configuration;

namespace Slams.Cli.Diagnosis;

/// <summary>Whether the model is whole, the one that is pinned, fits the cycles, and loads; and what runs it.</summary>
internal sealed class ModelExamination(AssimilatorOptions options, AnalystOptions analysis, CycleOptions cycle, TimeProvider clock) : IExamination
{
    public string Subject => "model";

    public async IAsyncEnumerable<Finding> ExamineAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (options.ModelFolder == AssimilatorOptions.NoModel)
        {
            yield return Finding.Warning(Subject, $"none: cycles are counted, not analysed");
            yield break;
        }

        using var analyst = await Task.Run(
            () => LatentAnalyst.Load(options.ModelFolder, analysis, NullLogger.Instance, clock, options.ModelSha256), cancellationToken);
        yield return options.ModelSha256.Length > 0
            ? Finding.Ok(Subject, $"{analyst.ModelId}, SHA-256 {analyst.ModelHash}, as pinned")
            : Finding.Warning(Subject, $"{analyst.ModelId}, SHA-256 {analyst.ModelHash}; any other would be taken too: pin it with Assimilator:ModelSha256");
        yield return analyst.CycleInterval == cycle.Interval
            ? Finding.Ok(Subject, $"trained for cycles of {cycle.Interval:c}")
            : Finding.Failed(Subject, $"trained for cycles of {analyst.CycleInterval:c}, and Cycle:Interval is {cycle.Interval:c}");
        yield return ExecutionProviders.IsFallback(analysis.Provider, analyst.ExecutionProvider, () => ExecutionProviders.CudaIsBuiltIn)
            ? Finding.Warning("execution provider", $"{analyst.ExecutionProvider}, in place of CUDA; event 3003 in the log of the assimilator says why")
            : Finding.Ok("execution provider", $"{analyst.ExecutionProvider}");
    }
}

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Slams.Core.Analyses;
using Slams.Diffusion.Analysts;
using Slams.Hosting.Configuration;

namespace Slams.Assimilator;

/// <summary>The latent diffusion analyst with the model of the settings, or none.</summary>
internal sealed class LatentAnalystFactory(
    IOptions<AssimilatorOptions> options, IOptions<AnalystOptions> analysis, IOptions<CycleOptions> cycles, ILogger<LatentAnalystFactory> logger,
    TimeProvider time) : IAnalystFactory
{
    public ICycleAnalyst Load()
    {
        if (options.Value.ModelFolder == AssimilatorOptions.NoModel)
        {
            return new WindowCounter();
        }

        var analyst = LatentAnalyst.Load(options.Value.ModelFolder, analysis.Value, logger, time, options.Value.ModelSha256);
        if (analyst.CycleInterval != cycles.Value.Interval)
        {
            // It has learned how far the atmosphere moves from one cycle to the next: another interval would be wrong without a word.
            analyst.Dispose();
            throw new InvalidDataException(
                $"Cycle:Interval is {cycles.Value.Interval}, but the model in '{options.Value.ModelFolder}' was trained for cycles of {analyst.CycleInterval}.");
        }

        return analyst;
    }
}

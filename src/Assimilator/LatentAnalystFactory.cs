using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Slams.Core.Analyses;
using Slams.Diffusion.Analysts;

namespace Slams.Assimilator;

/// <summary>The latent diffusion analyst with the model of the settings, or none.</summary>
internal sealed class LatentAnalystFactory(
    IOptions<AssimilatorOptions> options, IOptions<AnalystOptions> analysis, ILogger<LatentAnalystFactory> logger, TimeProvider time) : IAnalystFactory
{
    public ICycleAnalyst Load() => options.Value.ModelFolder == AssimilatorOptions.NoModel
        ? new WindowCounter()
        : LatentAnalyst.Load(options.Value.ModelFolder, analysis.Value, logger, time);
}

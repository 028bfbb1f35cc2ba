using Prometheus;
using Slams.Core.Analyses;
using Slams.Diffusion.Networks;

namespace Slams.Assimilator.Observability;

/// <summary>Which model runs, and on what.</summary>
internal sealed class ModelMetrics
{
    private readonly Gauge _info, _fallback;

    public ModelMetrics(MetricFactory make)
    {
        _info = make.CreateGauge("slams_model_info", "1, with name and hash of the model and what runs its networks.", "model", "model_hash", "provider");
        _fallback = make.CreateGauge(
            "slams_model_cpu_fallback", "1 while the networks run on the CPU although CUDA is expected: by the settings, or as this build has it.");
    }

    /// <summary>The model is loaded.</summary>
    /// <param name="analyst">The model, and what runs it.</param>
    /// <param name="choice">What the settings ask for.</param>
    /// <param name="cudaIsBuiltIn">Whether this build has CUDA; asked only where ONNX Runtime is loaded, which the answer needs.</param>
    public void Loaded(ICycleAnalyst analyst, ExecutionChoice choice, Func<bool> cudaIsBuiltIn)
    {
        foreach (var labels in _info.GetAllLabelValues().ToArray())
        {
            _info.RemoveLabelled(labels);
        }

        _info.WithLabels(analyst.ModelId, analyst.ModelHash, analyst.ExecutionProvider).Set(1);
        _fallback.Set(ExecutionProviders.IsFallback(choice, analyst.ExecutionProvider, cudaIsBuiltIn) ? 1 : 0);
    }
}

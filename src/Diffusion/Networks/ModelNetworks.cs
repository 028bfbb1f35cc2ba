using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;
using Slams.Diffusion.Model;

namespace Slams.Diffusion.Networks;

/// <summary>The networks of a model that the service needs, loaded on one execution provider.</summary>
public sealed class ModelNetworks : IDisposable
{
    private ModelNetworks(ModelFolder folder, SessionOptions options, string provider)
    {
        Provider = provider;
        var networks = LoadAll<IDisposable>(
            new[] { ModelFolder.Analysis, ModelFolder.Denoiser, ModelFolder.Decoder, ModelFolder.DenoiserAdjoint, ModelFolder.DecoderAdjoint }.Select(folder.PathOf),
            path => Path.GetFileName(path) is ModelFolder.DenoiserAdjoint or ModelFolder.DecoderAdjoint
                ? new LinearisedNetwork(path, options)
                : new OnnxNetwork(path, options));
        (Analysis, Denoiser, Decoder) = ((OnnxNetwork)networks[0], (OnnxNetwork)networks[1], (OnnxNetwork)networks[2]);
        (LinearisedDenoiser, LinearisedDecoder) = ((LinearisedNetwork)networks[3], (LinearisedNetwork)networks[4]);
        FreedMemory.GiveBack();
    }

    /// <summary>What runs them.</summary>
    public string Provider { get; }

    /// <summary>Observations and background to mean and log spread.</summary>
    public OnnxNetwork Analysis { get; }

    /// <summary>Noised residual to velocity.</summary>
    public OnnxNetwork Denoiser { get; }

    /// <summary>Latent frame to state.</summary>
    public OnnxNetwork Decoder { get; }

    /// <summary>The denoiser with its adjoint.</summary>
    public LinearisedNetwork LinearisedDenoiser { get; }

    /// <summary>The decoder with its adjoint.</summary>
    public LinearisedNetwork LinearisedDecoder { get; }

    /// <summary>Loads the networks of a folder.</summary>
    /// <exception cref="InvalidOperationException">CUDA was demanded and cannot be had.</exception>
    /// <exception cref="InvalidDataException">A network with an adjoint is none.</exception>
    public static ModelNetworks Load(ModelFolder folder, ExecutionChoice choice, ILogger logger) =>
        // One thread inside a call: members run side by side instead, which scales better on few cores.
        ExecutionProviders.Load(choice, threads: 1, logger, (options, provider) => new ModelNetworks(folder, options, provider));

    /// <inheritdoc/>
    public void Dispose()
    {
        LinearisedDenoiser.Dispose();
        LinearisedDecoder.Dispose();
        Analysis.Dispose();
        Denoiser.Dispose();
        Decoder.Dispose();
    }

    /// <summary>
    /// All of them, side by side, or none: where one cannot be loaded the others go, before another provider, with memory of its own, is tried.
    /// </summary>
    internal static T[] LoadAll<T>(IEnumerable<string> paths, Func<string, T> load)
        where T : IDisposable
    {
        // Each optimises its graph on one thread. Whoever waits takes from the end of the list, others from its start: the two largest are not of one of them.
        var loading = paths.Select(path => Task.Run(() => load(path))).ToArray();
        try
        {
            Task.WaitAll(loading);
        }
        catch (AggregateException)
        {
            foreach (var one in loading.Where(one => one.IsCompletedSuccessfully))
            {
                one.Result.Dispose();
            }

            ExceptionDispatchInfo.Throw(loading.First(one => one.IsFaulted).Exception!.InnerException!);
        }

        return [.. loading.Select(one => one.Result)];
    }
}

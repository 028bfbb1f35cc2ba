using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;

namespace Slams.Diffusion.Networks;

/// <summary>Chooses what runs the networks: CUDA where the GPU package and a device are there, else the CPU, and says so.</summary>
public static partial class ExecutionProviders
{
    /// <summary>Name of the CUDA provider in ONNX Runtime.</summary>
    public const string Cuda = "CUDAExecutionProvider";

    /// <summary>Name of the CPU provider in ONNX Runtime.</summary>
    public const string Cpu = "CPUExecutionProvider";

    /// <summary>Whether this build has CUDA; that it works here is another matter.</summary>
    public static bool CudaIsBuiltIn => OrtEnv.Instance().GetAvailableProviders().Contains(Cuda);

    /// <summary>Whether the CPU is not what was asked for.</summary>
    /// <param name="choice">What the settings ask for.</param>
    /// <param name="provider">What runs the networks.</param>
    /// <param name="cudaIsBuiltIn">Whether this build has CUDA; asked only where it matters, for the answer loads ONNX Runtime.</param>
    public static bool IsFallback(ExecutionChoice choice, string provider, Func<bool> cudaIsBuiltIn) =>
        provider == Cpu && (choice == ExecutionChoice.PreferCuda || (choice == ExecutionChoice.Auto && cudaIsBuiltIn()));

    /// <summary>Session options for the CPU.</summary>
    /// <param name="threads">Threads inside one call.</param>
    public static SessionOptions OnCpu(int threads)
    {
        var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            // A plan of memory for each shape keeps the room of a whole pass of every network for good.
            EnableMemoryPattern = false,
        };
        // Spinning threads take the cores from the members that run beside this one.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }

    /// <summary>Loads networks on what the choice allows. That there is no device shows only when a network is loaded.</summary>
    /// <param name="choice">What the settings ask for.</param>
    /// <param name="threads">Threads inside one call.</param>
    /// <param name="logger">Told of the choice.</param>
    /// <param name="load">Loads with session options on the provider that it is told.</param>
    /// <exception cref="InvalidOperationException">CUDA was demanded and cannot be had.</exception>
    public static T Load<T>(ExecutionChoice choice, int threads, ILogger logger, Func<SessionOptions, string, T> load) =>
        Load(choice, threads, logger, load, AddCuda, () => CudaIsBuiltIn);

    /// <summary>The same, on any machine.</summary>
    internal static T Load<T>(
        ExecutionChoice choice, int threads, ILogger logger, Func<SessionOptions, string, T> load, Func<SessionOptions, string?> addCuda, Func<bool> cudaIsBuiltIn)
    {
        var reason = "asked for";
        if (choice != ExecutionChoice.Cpu)
        {
            try
            {
                using var options = OnCpu(threads);
                reason = addCuda(options);
                if (reason is null)
                {
                    var loaded = load(options, Cuda);
                    LogCuda(logger);
                    return loaded;
                }
            }
            // A network loaded in two parts names its file, and has the runtime's own error within.
            catch (Exception exception) when (exception is OnnxRuntimeException || exception.InnerException is OnnxRuntimeException)
            {
                reason = exception.Message;
            }

            if (choice == ExecutionChoice.Cuda)
            {
                throw new InvalidOperationException($"Analysis:Provider is Cuda, but CUDA cannot be used: this build or host has no working CUDA provider ({reason}).");
            }
        }

        if (IsFallback(choice, Cpu, cudaIsBuiltIn))
        {
            LogFallback(logger, reason);
        }
        else
        {
            LogCpu(logger, reason);
        }

        using var cpu = OnCpu(threads);
        return load(cpu, Cpu);
    }

    /// <summary>Adds CUDA to session options; tells why not where it cannot.</summary>
    private static string? AddCuda(SessionOptions options)
    {
        if (!CudaIsBuiltIn)
        {
            return "the CUDA provider is not part of this build";
        }

        options.AppendExecutionProvider_CUDA();
        return null;
    }

    [LoggerMessage(3001, LogLevel.Information, "Networks run on CUDA")]
    private static partial void LogCuda(ILogger logger);

    [LoggerMessage(3002, LogLevel.Information, "Networks run on the CPU: {Reason}")]
    private static partial void LogCpu(ILogger logger, string reason);

    [LoggerMessage(3003, LogLevel.Warning, "Networks run on the CPU in place of CUDA: {Reason}")]
    private static partial void LogFallback(ILogger logger, string reason);
}

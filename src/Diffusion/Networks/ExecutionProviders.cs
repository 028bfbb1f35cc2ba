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

    /// <summary>Session options for a choice, and the provider that was really taken.</summary>
    /// <param name="choice"><c>auto</c>, <c>cpu</c> or <c>cuda</c>.</param>
    /// <param name="threads">Threads inside one call.</param>
    /// <param name="logger">Told of the choice.</param>
    /// <exception cref="InvalidOperationException"><c>cuda</c> was demanded and cannot be had.</exception>
    public static (SessionOptions Options, string Provider) Create(ExecutionChoice choice, int threads, ILogger logger)
    {
        var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        };
        // Spinning threads take the cores from the members that run beside this one.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        var failure = "asked for";
        if (choice != ExecutionChoice.Cpu && TryCuda(options, out failure))
        {
            LogCuda(logger);
            return (options, Cuda);
        }

        if (choice == ExecutionChoice.Cuda)
        {
            options.Dispose();
            throw new InvalidOperationException($"Model:Provider is 'cuda', but CUDA cannot be used: this build or host has no working CUDA provider ({failure}).");
        }

        LogCpu(logger, failure);
        return (options, Cpu);
    }

    private static bool TryCuda(SessionOptions options, out string reason)
    {
        if (!CudaIsBuiltIn)
        {
            reason = "the CUDA provider is not part of this build";
            return false;
        }

        try
        {
            options.AppendExecutionProvider_CUDA();
            reason = "";
            return true;
        }
        catch (OnnxRuntimeException exception)
        {
            reason = exception.Message;
            return false;
        }
    }

    [LoggerMessage(3001, LogLevel.Information, "Networks run on CUDA")]
    private static partial void LogCuda(ILogger logger);

    [LoggerMessage(3002, LogLevel.Information, "Networks run on the CPU: {Reason}")]
    private static partial void LogCpu(ILogger logger, string reason);
}

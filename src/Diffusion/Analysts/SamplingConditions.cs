using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Microsoft.ML.OnnxRuntime;
using Slams.Core.Analyses;

namespace Slams.Diffusion.Analysts;

/// <summary>Finds out what the samples of this process depend on besides their jobs.</summary>
internal static class SamplingConditions
{
    /// <summary>The conditions for a model on what runs its networks.</summary>
    public static MemberConditions Of(string modelHash, string provider) => new(
        modelHash, provider,
        $"slams {Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0"}, ONNX Runtime {OrtEnv.Instance().GetVersionString()}",
        $"{RuntimeInformation.ProcessArchitecture} {(Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128)} bit");
}

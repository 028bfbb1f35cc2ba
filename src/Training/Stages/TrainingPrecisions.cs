using System.Runtime.Intrinsics.X86;
using static TorchSharp.torch;

namespace Slams.Training.Stages;

/// <summary>What a <see cref="TrainingPrecision"/> comes to on a processor.</summary>
internal static class TrainingPrecisions
{
    // Intel SDM, CPUID leaf 7: AVX512_BF16 in EAX of subleaf 1, AMX-BF16 in EDX of subleaf 0.
    private const int FeatureLeaf = 7, Avx512BFloat16 = 1 << 5, AmxBFloat16 = 1 << 22;

    /// <summary>
    /// Whether the processor multiplies bfloat16 in hardware. Where it does not, the tensor library converts to float32 and back, which
    /// takes several times as long as float32 throughout.
    /// </summary>
    public static bool HasFastBFloat16 =>
        X86Base.IsSupported && X86Base.CpuId(0, 0).Eax >= FeatureLeaf
        && ((X86Base.CpuId(FeatureLeaf, 0).Edx & AmxBFloat16) != 0
            || (X86Base.CpuId(FeatureLeaf, 0).Eax >= 1 && (X86Base.CpuId(FeatureLeaf, 1).Eax & Avx512BFloat16) != 0));

    /// <summary>Type of the tensors.</summary>
    public static ScalarType ToScalarType(this TrainingPrecision precision, bool hasFastBFloat16) => precision switch
    {
        TrainingPrecision.BFloat16 => ScalarType.BFloat16,
        TrainingPrecision.Float32 => ScalarType.Float32,
        _ => hasFastBFloat16 ? ScalarType.BFloat16 : ScalarType.Float32,
    };

    /// <summary>For model cards.</summary>
    public static string Describe(ScalarType type) => type == ScalarType.BFloat16 ? "bfloat16 with float32 weights" : "float32";
}

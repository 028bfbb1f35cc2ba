namespace Slams.Benchmarks.Scaling;

/// <summary>What the extrapolation takes for granted. None of it was measured here.</summary>
internal static class Assumptions
{
    /// <summary>Published peak of an NVIDIA H100 (SXM) in 32-bit floats without tensor cores, operations per second (its data sheet).</summary>
    public const double GpuPeak = 67e12;

    /// <summary>Published memory of it, bytes.</summary>
    public const double GpuBytes = 80e9;

    /// <summary>Share of that peak that small convolutions may reach, as a guess; the service has not run on a GPU.</summary>
    public const double GpuShare = 0.3;

    /// <summary>GPUs, each with the members that its replica samples.</summary>
    public const int Gpus = 8;

    /// <summary>Members of the large setting.</summary>
    public const int Members = 64;

    /// <summary>Cycles a day of the large setting.</summary>
    public const int CyclesPerDay = 24;

    /// <summary>Frames of longwave flux in a cycle.</summary>
    public const int Frames = 4;

    /// <summary>Readings of a station in an hour.</summary>
    public const int ReadingsPerHour = 6;

    /// <summary>Readings per second that the window core takes on one core (docs/performance.md).</summary>
    public const double WindowRate = 1.2e6;

    /// <summary>Bytes that an open window holds for a reading (docs/performance.md).</summary>
    public const double HeldBytes = 60;

    /// <summary>Largest message of a Kafka broker as it comes.</summary>
    public const double KafkaMessage = 1_048_588;

    /// <summary>Largest message that the service sets for its topics, unless told otherwise.</summary>
    public const double ServiceMessage = 16_777_216;
}

using System.Numerics;
using Slams.Core.Observations;

namespace Slams.Core.Quality;

/// <summary>Counts verdicts. Flags are disjoint and add up to the total; findings overlap. Not safe for concurrent use.</summary>
public sealed class QualityTally
{
    private readonly long[] _flags = new long[(int)Enum.GetValues<QualityFlag>().Max() + 1];
    private readonly long[] _findings = new long[32];

    /// <summary>Number of readings counted.</summary>
    public long Total { get; private set; }

    /// <summary>Counts one reading as judged.</summary>
    public void Add(StationReading reading, ReadingFindings findings)
    {
        Total++;
        _flags[(int)reading.Flag]++;
        for (var rest = (uint)findings; rest != 0; rest &= rest - 1)
        {
            _findings[BitOperations.TrailingZeroCount(rest)]++;
        }
    }

    /// <summary>Readings with a flag.</summary>
    public long Count(QualityFlag flag) => _flags[(int)flag];

    /// <summary>Readings with a finding, whatever their flag.</summary>
    /// <param name="finding">Exactly one finding.</param>
    public long Count(ReadingFindings finding) => BitOperations.IsPow2((int)finding)
        ? _findings[BitOperations.TrailingZeroCount((int)finding)]
        : throw new ArgumentException("One finding at a time.", nameof(finding));
}

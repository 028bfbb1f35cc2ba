namespace Slams.Core.Observations;

/// <summary>Something that could not be read at all, kept with what is needed to find it again.</summary>
/// <param name="Source">File name or topic.</param>
/// <param name="Record">Line or record number from 1; 0 for the whole source.</param>
/// <param name="Reason">Why, in words an operator understands.</param>
/// <param name="Raw">The bytes concerned, cut to a reasonable length.</param>
public sealed record DeadLetter(string Source, long Record, string Reason, ReadOnlyMemory<byte> Raw);

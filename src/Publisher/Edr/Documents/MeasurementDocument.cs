namespace Slams.Publisher.Edr.Documents;

/// <summary>How a parameter's values come about: a statistic over a period.</summary>
internal sealed record MeasurementDocument(string Method, string Period);

namespace Slams.Publisher.Delivery;

/// <summary>
/// A sink with a place of its own in the log: it falls behind and catches up by itself, and while it fails the files, the API and the other
/// exports go on.
/// </summary>
internal interface IExportSink : IAnalysisSink;

namespace Slams.Workers.Tests.Support;

/// <summary>Stands for the end of a process in the middle of its work.</summary>
internal sealed class BrokenOffException : Exception;

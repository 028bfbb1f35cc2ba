using Slams.CrashMatrix;

var command = MatrixCommand.Create();
command.Subcommands.Add(SoakCommand.Create());
return await command.Parse(args).InvokeAsync();

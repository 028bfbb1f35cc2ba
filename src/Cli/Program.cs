using System.CommandLine;
using Slams.Cli.Commands;

var root = new RootCommand("SLAMS: streaming assimilation of station and satellite observations by latent diffusion.")
{
    DemoCommand.Create(), ReplayCommand.Create(), RunCommand.Create(), IngestCommand.Create(), SimulateCommand.Create(), ConvertCommand.Create(), DecodeCommand.Create(), SitesCommand.Create(),
    EvaluateCommand.Create(), CalibrateCommand.Create(), AblateCommand.Create(), PlotCommand.Create(), ShowCommand.Create(),
    LogCommand.Create(), ConfigCommand.Create(), DoctorCommand.Create(), ErrorsCommand.Create(),
};
return await root.Parse(args).InvokeAsync();

using Slams.Assimilator;
using Slams.Hosting;
using Slams.Hosting.Configuration;
using Slams.Hosting.Observability;

if (args is [HealthQuestion.Command])
{
    return await HealthQuestion.AskAsync("Worker:Url");
}

return await SettingMistakes.CatchAsync(async () =>
{
    var builder = WorkerHost.CreateBuilder(args);
    builder.AddAssimilator();
    var app = builder.Build();
    app.BeginLoadingModel();
    app.MapWorker();
    return await app.RunToExitCodeAsync();
});

using Slams.Hosting;
using Slams.Hosting.Configuration;
using Slams.Hosting.Observability;
using Slams.Ingest.Stations;

if (args is [HealthQuestion.Command])
{
    return await HealthQuestion.AskAsync("Worker:Url");
}

return await SettingMistakes.CatchAsync(async () =>
{
    var builder = WorkerHost.CreateBuilder(args);
    builder.AddStationIngest();
    var app = builder.Build();
    app.MapWorker();
    return await app.RunToExitCodeAsync();
});

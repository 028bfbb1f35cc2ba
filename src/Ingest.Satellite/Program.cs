using Slams.Hosting;
using Slams.Hosting.Configuration;
using Slams.Hosting.Observability;
using Slams.Ingest.Satellite;

if (args is [HealthQuestion.Command])
{
    return await HealthQuestion.AskAsync("Worker:Url");
}

return await SettingMistakes.CatchAsync(async () =>
{
    var builder = WorkerHost.CreateBuilder(args);
    builder.AddSatelliteIngest();
    var app = builder.Build();
    app.MapWorker();
    return await app.RunToExitCodeAsync();
});

{{/* How many shares the files of an ingest are divided into: `dict "root" $ "key" KEY`. */}}
{{- define "slams.shares" -}}
{{- $section := eq .key "stations" | ternary "Stations" "Satellite" -}}
{{- (get ((get .root.Values .key).config | default dict) $section | default dict).Shares | default 1 | int -}}
{{- end -}}

{{/* ScaledObject of an ingest by the files that wait for it: `dict "root" $ "key" KEY`. */}}
{{- define "slams.ingestScaler" -}}
{{- $root := .root -}}
{{- $worker := get $root.Values .key -}}
{{- $byLag := $worker.lagScaling -}}
{{- $shares := include "slams.shares" . | int -}}
{{- $setting := printf "%s.config.%s.Shares" .key (eq .key "stations" | ternary "Stations" "Satellite") -}}
{{- if gt (int $byLag.maxReplicas) $shares -}}
{{- fail (printf "%s.lagScaling.maxReplicas is %d, and %s is %d: an instance reads one share at least, and others would stand by" .key (int $byLag.maxReplicas) $setting $shares) -}}
{{- end -}}
{{- if gt (int $byLag.minReplicas) (int $byLag.maxReplicas) -}}
{{- fail (printf "%s.lagScaling.minReplicas is above %s.lagScaling.maxReplicas" .key .key) -}}
{{- end -}}
{{- if and (not $worker.input.existingClaim) (not (has "ReadWriteMany" $worker.input.accessModes)) (not (has "ReadOnlyMany" $worker.input.accessModes)) -}}
{{- fail (printf "%s.lagScaling needs an input that several nodes can mount: ReadWriteMany among %s.input.accessModes, or %s.input.existingClaim with such a claim" .key .key .key) -}}
{{- end -}}
{{- if and $byLag.authenticationRef (not $byLag.authModes) -}}
{{- fail (printf "%s.lagScaling.authModes is needed with %s.lagScaling.authenticationRef: KEDA does not use it otherwise" .key .key) -}}
{{- end -}}
{{- if and (regexMatch "bearer|basic|custom" ($byLag.authModes | default "")) (not $byLag.authenticationRef) -}}
{{- fail (printf "%s.lagScaling.authenticationRef is needed with %s.lagScaling.authModes %s: KEDA has no credentials otherwise" .key .key $byLag.authModes) -}}
{{- end }}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: {{ include "slams.worker" . }}
  labels:
    {{- include "slams.labels" (dict "root" $root "component" (include "slams.component" .)) | nindent 4 }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ include "slams.worker" . }}
  pollingInterval: {{ $byLag.pollingInterval }}
  minReplicaCount: {{ $byLag.minReplicas }}
  maxReplicaCount: {{ $byLag.maxReplicas }}
  triggers:
    - type: prometheus
      metadata:
        serverAddress: {{ required (printf "%s.lagScaling.serverAddress is needed: the Prometheus that KEDA asks" .key) $byLag.serverAddress | quote }}
        # Each share is counted by the instance that reads it.
        query: {{ $byLag.query | default (printf "sum(slams_ingest_waiting_files{namespace=%q, app_kubernetes_io_instance=%q, source=%q})" $root.Release.Namespace $root.Release.Name .key) | quote }}
        threshold: {{ $byLag.waitingFiles | toString | quote }}
        {{- with $byLag.authModes }}
        authModes: {{ . | quote }}
        {{- end }}
      {{- with $byLag.authenticationRef }}
      authenticationRef: { name: {{ . }} }
      {{- end }}
{{- end -}}

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

{{/* Trigger of KEDA by the lag of a group: `dict "root" $ "by" LAGSCALING "group" G "topic" T "reset" R`. */}}
{{- define "slams.kafkaTrigger" -}}
- type: kafka
  metadata:
    bootstrapServers: {{ .by.bootstrapServers | default .root.Values.kafka.bootstrapServers | quote }}
    consumerGroup: {{ .group | quote }}
    topic: {{ .topic | quote }}
    lagThreshold: {{ .by.lagThreshold | toString | quote }}
    offsetResetPolicy: {{ .reset }}
    {{- with .idle }}
    allowIdleConsumers: {{ . | quote }}
    {{- end }}
  {{- with .by.authenticationRef }}
  authenticationRef: { name: {{ . }} }
  {{- end }}
{{- end -}}

{{/* Partitions in which the members of a cycle are shared out; 0 where they are not. */}}
{{- define "slams.shards" -}}
{{- ((.Values.assimilator.config | default dict).Assimilator | default dict).Shards | default 0 | int -}}
{{- end -}}

{{/* ScaledObject of the assimilator by the jobs of members that wait for it. */}}
{{- define "slams.memberScaler" -}}
{{- $self := dict "root" . "key" "assimilator" -}}
{{- $byLag := .Values.assimilator.lagScaling -}}
{{- $shards := include "slams.shards" . | int -}}
{{- $prefix := .Values.config.Run.TopicPrefix | default "slams" -}}
{{- if gt (int $byLag.maxReplicas) $shards -}}
{{- fail (printf "assimilator.lagScaling.maxReplicas is %d, and assimilator.config.Assimilator.Shards is %d: an instance takes one shard at least, and others would do nothing" (int $byLag.maxReplicas) $shards) -}}
{{- end -}}
{{- if gt (int $byLag.minReplicas) (int $byLag.maxReplicas) -}}
{{- fail "assimilator.lagScaling.minReplicas is above assimilator.lagScaling.maxReplicas" -}}
{{- end -}}
{{- if and (or .Values.kafka.tls.enabled .Values.kafka.sasl.enabled) (not $byLag.authenticationRef) -}}
{{- fail "assimilator.lagScaling.authenticationRef is needed with kafka.tls or kafka.sasl: KEDA asks the brokers itself" -}}
{{- end }}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: {{ include "slams.worker" $self }}
  labels:
    {{- include "slams.labels" (dict "root" . "component" (include "slams.component" $self)) | nindent 4 }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ include "slams.worker" $self }}
  pollingInterval: {{ $byLag.pollingInterval }}
  minReplicaCount: {{ $byLag.minReplicas }}
  maxReplicaCount: {{ $byLag.maxReplicas }}
  triggers:
    {{- include "slams.kafkaTrigger" (dict "root" . "by" $byLag "group" (printf "%s-members" $prefix) "topic" (printf "%s.member-jobs" $prefix) "reset" "earliest") | nindent 4 }}
{{- end -}}

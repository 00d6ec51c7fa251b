#pragma once
#include <libavcodec/avcodec.h>
#include <libavcodec/bsf.h>
#include <libavfilter/avfilter.h>
#include <libavfilter/buffersink.h>
#include <libavfilter/buffersrc.h>
#include <libavformat/avformat.h>
#include <libavutil/avutil.h>
#include <libavutil/channel_layout.h>
#include <libavutil/display.h>
#include <libavutil/log.h>
#include <libavutil/opt.h>
// malloc_trim, which Glibc does not show to Swift.
#include <malloc.h>

// Macros that Swift cannot import.
static const int64_t cffmpeg_no_timestamp = AV_NOPTS_VALUE;
static const int cffmpeg_error_eof = AVERROR_EOF;
static const int cffmpeg_error_exit = AVERROR_EXIT;
static const int cffmpeg_error_in_use = AVERROR(EADDRINUSE);
static const int cffmpeg_error_no_entry = AVERROR(ENOENT);
static const int cffmpeg_error_is_folder = AVERROR(EISDIR);
static const int cffmpeg_error_invalid = AVERROR_INVALIDDATA;
static const int cffmpeg_error_io = AVERROR(EIO);
